using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Api;

namespace AccountAlerts.Teams.Tests.Api;

/// <summary>Every answer of the connector has one meaning.</summary>
public sealed class TeamsErrorsTests
{
    public static TheoryData<int, string, bool, Type> Meanings => new()
    {
        { 400, "BadSyntax", false, typeof(DeliveryOutcome.PayloadBad) },
        { 400, "BadArgument", true, typeof(DeliveryOutcome.PayloadBad) },
        { 401, "BotNotRegistered", false, typeof(DeliveryOutcome.InstallationBroken) },
        { 403, "ConversationBlockedByUser", false, typeof(DeliveryOutcome.DestinationBroken) },
        { 403, "BotNotInConversationRoster", true, typeof(DeliveryOutcome.DestinationBroken) },
        { 403, "BotDisabledByAdmin", false, typeof(DeliveryOutcome.DestinationBroken) },
        { 403, "MessageWritesBlocked", false, typeof(DeliveryOutcome.DestinationBroken) },
        { 404, "ConversationNotFound", false, typeof(DeliveryOutcome.DestinationBroken) },
        { 404, "ConversationNotFound", true, typeof(DeliveryOutcome.DestinationBroken) },
        { 404, "ActivityNotFoundInConversation", true, typeof(DeliveryOutcome.MessageGone) },
        { 404, "MessageNotFound", true, typeof(DeliveryOutcome.MessageGone) },
        { 404, "MessageNotFound", false, typeof(DeliveryOutcome.MessageGone) },
        // An edit of something that is not there, however the connector names it.
        { 404, "", true, typeof(DeliveryOutcome.MessageGone) },
        { 404, "", false, typeof(DeliveryOutcome.DestinationBroken) },
        { 412, "PreconditionFailed", false, typeof(DeliveryOutcome.RetryAfter) },
        { 413, "MessageSizeTooBig", false, typeof(DeliveryOutcome.PayloadBad) },
        { 429, "Throttled", false, typeof(DeliveryOutcome.RetryAfter) },
        { 500, "ServiceError", false, typeof(DeliveryOutcome.RetryAfter) },
        { 502, "", false, typeof(DeliveryOutcome.Unknown) },
        { 503, "ServiceUnavailable", false, typeof(DeliveryOutcome.RetryAfter) },
        { 504, "", false, typeof(DeliveryOutcome.Unknown) },
        { 307, "", false, typeof(DeliveryOutcome.InstallationBroken) },
        { 418, "SomethingNew", false, typeof(DeliveryOutcome.PayloadBad) },
    };

    [Theory]
    [MemberData(nameof(Meanings))]
    public void An_answer_means(int status, string code, bool edit, Type meaning) =>
        Assert.IsType(meaning, TeamsErrors.Outcome(new TeamsReply.Refused(status, code, "", null), edit, 0.5));

    [Fact]
    public void A_wait_is_as_long_as_Teams_says_and_never_shorter()
    {
        var said = TimeSpan.FromSeconds(7);

        Assert.All([0, 0.5, 1], chance =>
            Assert.InRange(WaitOf(new TeamsReply.Refused(429, "Throttled", "", said), chance), said, said + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Waits_of_messages_that_were_refused_together_differ()
    {
        var refused = new TeamsReply.Refused(429, "Throttled", "", null);

        Assert.True(WaitOf(refused, 1) - WaitOf(refused, 0) > TimeSpan.FromSeconds(1));
        Assert.True(WaitOf(refused, 0) > TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void Only_where_Teams_does_not_say_how_long_the_wait_is_a_guess_that_grows(int status)
    {
        var said = TimeSpan.FromSeconds(30);

        var asked = Assert.IsType<DeliveryOutcome.RetryAfter>(TeamsErrors.Outcome(new TeamsReply.Refused(status, "", "", said), false, 0));
        var guessed = Assert.IsType<DeliveryOutcome.RetryAfter>(TeamsErrors.Outcome(new TeamsReply.Refused(status, "", "", null), false, 0));

        Assert.Equal((said, false, true), (asked.After, asked.Guessed, guessed.Guessed));
    }

    private static TimeSpan WaitOf(TeamsReply reply, double chance) => Assert.IsType<DeliveryOutcome.RetryAfter>(TeamsErrors.Outcome(reply, false, chance)).After;
}
