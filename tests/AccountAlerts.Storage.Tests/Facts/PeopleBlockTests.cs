using AccountAlerts.Storage.Facts;

namespace AccountAlerts.Storage.Tests.Facts;

public sealed class PeopleBlockTests
{
    [Theory]
    [InlineData("")]
    [InlineData("02")]
    public void A_block_of_a_format_that_is_not_known_is_refused(string block)
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(
            () => PeopleBlock.Read(Convert.FromHexString(block), new FirstVersions(), new TextCache()));
        Assert.Contains("format", refusal.Message);
    }

    [Fact]
    public void Whoever_has_the_same_first_role_and_department_shares_one_list()
    {
        // Two persons, "a" and "b": ordinal, department known, admin, the id, "ops".
        byte[] block = [PeopleBlock.Format, 1, 4, 3, 1, (byte)'a', 3, (byte)'o', (byte)'p', (byte)'s', 2, 4, 3, 1, (byte)'b', 3, (byte)'o', (byte)'p', (byte)'s'];
        var people = PeopleBlock.Read(block, new FirstVersions(), new TextCache());
        Assert.Equal(["a", "b"], people.Select(person => person.PersonId));
        Assert.Same(people[0].Versions, people[1].Versions);
    }
}
