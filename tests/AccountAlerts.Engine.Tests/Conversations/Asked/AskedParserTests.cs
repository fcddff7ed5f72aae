using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Asked;

namespace AccountAlerts.Engine.Tests.Conversations.Asked;

public sealed class AskedParserTests
{
    [Theory]
    [InlineData("brief acme")]
    [InlineData("prep acme")]
    [InlineData("Prep me for acme")]
    [InlineData("qbr for \u201cacme\u201d")]
    [InlineData("business review of acme")]
    public void A_brief_is_asked_for_in_several_ways(string text) => Assert.Equal(new Question.Brief("acme"), CommandParser.Parse(text));

    [Theory]
    [InlineData("portfolio", null)]
    [InlineData("my portfolio", null)]
    [InlineData("portfolio dana", "dana")]
    [InlineData("portfolio of Dana Reyes", "Dana Reyes")]
    [InlineData("team portfolio", "team")]
    [InlineData("my team's portfolio", "team")]
    [InlineData("portfolio all", "all")]
    public void A_portfolio_is_mine_or_somebodys(string text, string? whose) => Assert.Equal(new Question.Portfolio(whose), CommandParser.Parse(text));

    [Theory]
    [InlineData("renewals", "quarter", false, 90, null)]
    [InlineData("renewals this quarter", "quarter", false, 90, null)]
    [InlineData("what are our renewals next month?", "month", true, 90, null)]
    [InlineData("renewals in the next 45 days", null, false, 45, null)]
    [InlineData("renewals within 120d for dana", null, false, 120, "dana")]
    [InlineData("team renewals this year", "year", false, 90, "team")]
    [InlineData("what renews next quarter", "quarter", true, 90, null)]
    public void Renewals_have_a_span_and_an_owner(string text, string? unit, bool next, int days, string? whose) =>
        Assert.Equal(new Question.Renewals(new RenewalSpan(unit, next, days), whose), CommandParser.Parse(text));

    [Theory]
    [InlineData("list seats.used_ratio > 90% and champion.days_silent > 14d", "seats.used_ratio > 90% and champion.days_silent > 14d")]
    [InlineData("accounts where account.segment is \u201centerprise\u201d", "account.segment is \"enterprise\"")]
    [InlineData("list usage.change_14d \u2264 \u221240%", "usage.change_14d <= -40%")]
    [InlineData("list", "")]
    public void A_list_has_a_condition_as_files_write_it(string text, string condition) =>
        Assert.Equal(new Question.Listing(condition), CommandParser.Parse(text));

    [Theory]
    [InlineData("person acme ines", "acme ines")]
    [InlineData("who is ines at acme corp", "acme corp ines")]
    public void A_person_is_asked_for_with_their_account(string text, string words) => Assert.Equal(new Question.Person(words), CommandParser.Parse(text));

    [Theory]
    [InlineData("who do we know at acme")]
    [InlineData("people acme")]
    public void The_people_of_an_account_are_asked_for_as_people_do(string text) => Assert.Equal(new Question.People("acme"), CommandParser.Parse(text));

    [Theory]
    [InlineData("quarter", false, "2026-04-01", "2026-06-30")]
    [InlineData("quarter", true, "2026-07-01", "2026-09-30")]
    [InlineData("month", false, "2026-06-01", "2026-06-30")]
    [InlineData("month", true, "2026-07-01", "2026-07-31")]
    [InlineData("week", false, "2026-06-01", "2026-06-07")]
    [InlineData("year", true, "2027-01-01", "2027-12-31")]
    [InlineData(null, false, "2026-06-05", "2026-07-05")]
    public void A_span_has_a_first_and_a_last_day(string? unit, bool next, string from, string to) => Assert.Equal(
        (DateOnly.Parse(from, null), DateOnly.Parse(to, null)), new RenewalSpan(unit, next, 30).On(new DateOnly(2026, 6, 5)));
}
