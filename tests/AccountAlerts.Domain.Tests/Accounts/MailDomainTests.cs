using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class MailDomainTests
{
    [Theory]
    [InlineData("ines@acme.example", "acme.example")]
    [InlineData(" Ines.Ortega@ACME.Example. ", "acme.example")]
    [InlineData("\"odd@name\"@acme.example", "acme.example")]
    [InlineData("acme.example", null)]
    [InlineData("@acme.example", null)]
    [InlineData("ines@localhost", null)]
    [InlineData("ines@", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_says_its_domain(string? address, string? domain) => Assert.Equal(domain, MailDomain.OfAddress(address));

    [Theory]
    [InlineData("acme.example", "acme.example")]
    [InlineData("https://www.Acme.example/about?x=1", "acme.example")]
    [InlineData("http://shop.acme.example:8080", "shop.acme.example")]
    [InlineData("acme", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_site_is_written_in_many_ways(string? site, string? domain) => Assert.Equal(domain, MailDomain.OfSite(site));

    [Fact]
    public void Public_services_name_no_customer()
    {
        Assert.All(["gmail.com", "outlook.com", "gmx.de", "qq.com"], domain => Assert.True(MailDomain.IsPublic(domain)));
        Assert.False(MailDomain.IsPublic("acme.example"));
    }
}
