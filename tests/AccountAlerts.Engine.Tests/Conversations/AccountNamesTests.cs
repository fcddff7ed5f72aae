using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Tests.Conversations;

public sealed class AccountNamesTests
{
    private static readonly AccountRef[] Accounts =
    [
        Account(1, "Amber"), Account(2, "Amber Lane"), Account(3, "Birch & Sons, Ltd."), Account(4, "42"), Account(5, "Amber Lane"),
    ];

    [Theory]
    [InlineData("What about Amber Lane?", "Amber Lane, Amber Lane, Amber", "whole words, the longest first, and every one of that name")]
    [InlineData("birch sons ltd called", "Birch & Sons, Ltd.", "marks and capitals do not matter")]
    [InlineData("Ambertown and Birch", "", "part of a word, or of a name, is none")]
    [InlineData("it costs a3 or 42", "42", "a name may be a number, an id is no name")]
    [InlineData("", "", "nothing names nobody")]
    public void A_text_names_whose_whole_name_stands_in_it(string text, string expected, string why) =>
        Assert.True(expected == string.Join(", ", AccountNames.NamedIn(text, Accounts).Select(account => account.Name)), why);

    private static AccountRef Account(int id, string name) => new(id, $"a{id}", name);
}
