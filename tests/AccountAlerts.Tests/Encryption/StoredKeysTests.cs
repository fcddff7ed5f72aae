using AccountAlerts.Engine;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Encryption;

/// <summary>The keys of sessions and forms, where two services share a database.</summary>
public sealed class StoredKeysTests
{
    private const string Scope = "$keys";

    /// <summary>As an earlier version stored it.</summary>
    private const string Unsealed =
        """
        <key id="7a1a5a4e-0000-4000-8000-000000000001" version="1"><creationDate>2026-06-01T00:00:00Z</creationDate><activationDate>2026-06-01T00:00:00Z</activationDate><expirationDate>2099-01-01T00:00:00Z</expirationDate><descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection"><descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" /><masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection"><value>bm90LWEta2V5LW5vdC1hLWtleS1ub3QtYS1rZXktbm90LWEta2V5LW5vdC1hLWtleS1ub3QtYS1rZXktbm90LWEta2V5LQ==</value></masterKey></descriptor></descriptor></key>
        """;

    public StoredKeysTests() => Installation.OnPostgres();

    [Fact]
    public async Task A_form_that_one_service_has_shown_is_taken_by_another_and_the_database_tells_nobody_how()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct one = await RunningProduct.StartAsync(at);
        await one.TakeAsync(("team.csv", SeatScene.Team));
        using HttpClient browser = await one.BrowserAsync(SeatScene.Owner);
        await using RunningProduct other = await RunningProduct.StartAsync(at, clock: one.Clock);

        using HttpClient there = await other.BrowserAsync(SeatScene.Owner, shownBy: one);

        string key = Assert.Single(await one.Service<IProductValues>().ListAsync(Scope, CancellationToken.None)).Value;
        Assert.Contains("<sealed", key);
        Assert.DoesNotContain("masterKey", key);
    }

    [Fact]
    public async Task A_key_that_lay_open_is_thrown_away()
    {
        using Installation at = SeatScene.Install();
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team));
        await product.Service<IProductValues>().SetAsync(Scope, "key-old", Unsealed, CancellationToken.None);

        using HttpClient browser = await product.BrowserAsync(SeatScene.Owner);

        var (name, key) = Assert.Single(await product.Service<IProductValues>().ListAsync(Scope, CancellationToken.None));
        Assert.NotEqual("key-old", name);
        Assert.Contains("<sealed", key);
    }
}
