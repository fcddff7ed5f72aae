using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>How Slack treats one teammate's first posts.</summary>
/// <param name="Faults">One for each of the first posts; look-ups and later posts are answered well.</param>
/// <param name="Posts">How many posts it takes.</param>
/// <param name="Arrives">True if the message is there in the end.</param>
internal sealed record SlackWeather(string Name, IReadOnlyList<SlackFault> Faults, int Posts, bool Arrives = true)
{
    public static IReadOnlyList<SlackWeather> All { get; } =
    [
        new("429 with Retry-After", [SlackFault.Limited(6)], 2),
        new("500, not taken", [SlackFault.ServerError], 2),
        new("500, but taken", [SlackFault.ServerErrorAfterAccept], 1),
        new("fatal_error, but taken", [SlackFault.RefuseAfterAccept("fatal_error")], 1),
        new("a page of the edge", [SlackFault.Html], 2),
        new("taken, and no answer", [SlackFault.SilenceAfterAccept], 1),
        new("no answer, and not taken", [SlackFault.Silence], 2),
        new("reset, not taken", [SlackFault.Reset], 2),
        new("reset, but taken", [SlackFault.ResetAfterAccept], 1),
        new("taken, with an answer that never ends", [SlackFault.SlowBody], 1),
        new("newer blocks refused", [SlackFault.Refuse("invalid_blocks")], 2),
        new("too long as it is", [SlackFault.Refuse("msg_blocks_too_long")], 2),
        new("refused in every form", [.. Enumerable.Repeat(SlackFault.Refuse("invalid_arguments"), 100)], 2, Arrives: false),
        new("lost for ever", [.. Enumerable.Repeat(SlackFault.Refuse("channel_not_found"), 100)], 1, Arrives: false),
        new("mixed", [SlackFault.ServerError, SlackFault.Limited(3), SlackFault.ResetAfterAccept], 3),
    ];
}
