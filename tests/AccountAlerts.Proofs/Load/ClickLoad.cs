using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Proofs.Load;

/// <summary>A card's button, and what a question about its customer is answered with.</summary>
/// <param name="Value">What the button carries.</param>
/// <param name="Account">What is asked about.</param>
/// <param name="Says">Stands in every true answer.</param>
internal sealed record ClickTarget(string Value, string Account, SlackUser User, string Says);

/// <summary>How a load went.</summary>
/// <param name="Milliseconds">Of every answer, ascending; counted from the instant at which the request was due.</param>
/// <param name="Lost">Requests without an answer, or with another status than 2xx.</param>
/// <param name="Wrong">Answers to questions that do not speak of what was asked.</param>
internal sealed record ClickFigures(IReadOnlyList<double> Milliseconds, TimeSpan Time, int Lost, int Wrong)
{
    public int Answered => Milliseconds.Count;

    public double PerSecond => Answered / Time.TotalSeconds;

    public double Percentile(double share) => Answered == 0 ? double.NaN : Milliseconds[Math.Min(Answered - 1, (int)(Answered * share))];
}

/// <summary>People who press Acknowledge and ask why, in turn; every request is signed and has a number of its own.</summary>
internal sealed class ClickLoad(FakeSlack slack, IReadOnlyList<ClickTarget> targets)
{
    private const int Workers = 16;

    private readonly Lock _gate = new();
    private readonly SlackMessage[] _cards = [.. targets.Select(target => Card(slack, target))];
    private int _sent;
    private long _presses;

    /// <summary>How often Acknowledge was pressed since the beginning.</summary>
    public long Presses => Interlocked.Read(ref _presses);

    /// <summary>Whether somebody is there.</summary>
    public async Task<bool> IsAnsweredAsync() => (await slack.SlashAsync(targets[0].User, _cards[0].Channel, "help")).Acked;

    /// <param name="rate">Requests per second, due at fixed instants whether or not others were answered; null for as many as are answered.</param>
    public async Task<ClickFigures> RunAsync(int? rate, TimeSpan time)
    {
        var latencies = new List<double>();
        int lost = 0;
        int wrong = 0;
        int next = 0;
        var clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        // One worker is not enough to keep a rate when an answer takes longer than usual.
        await Task.WhenAll(Enumerable.Range(0, rate is null ? Workers : Workers * 8).Select(_ => Task.Run(WorkAsync)));
        latencies.Sort();
        return new ClickFigures(latencies, clock.GetElapsedTime(start), lost, wrong);

        async Task WorkAsync()
        {
            while (true)
            {
                var due = rate is { } perSecond ? TimeSpan.FromSeconds((double)(Interlocked.Increment(ref next) - 1) / perSecond) : clock.GetElapsedTime(start);
                if (due >= time)
                    return;
                if (due - clock.GetElapsedTime(start) is var wait && wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock);
                var (acked, isTrue) = await OneAsync(Interlocked.Increment(ref _sent));
                double took = (clock.GetElapsedTime(start) - due).TotalMilliseconds;
                lock (_gate)
                {
                    if (acked)
                        latencies.Add(took);
                    else
                        lost++;
                    if (acked && !isTrue)
                        wrong++;
                }
            }
        }
    }

    private async Task<(bool Acked, bool IsTrue)> OneAsync(int number)
    {
        int which = number / 2 % targets.Count;
        var target = targets[which];
        if (number % 2 == 0)
        {
            Interlocked.Increment(ref _presses);
            return ((await slack.ClickAsync(target.User, _cards[which], "Acknowledge")).Acked, true);
        }

        var answer = await slack.SlashAsync(target.User, _cards[which].Channel, "why " + target.Account);
        return (answer.Acked, answer.Body.Contains(target.Says, StringComparison.Ordinal));
    }

    private static SlackMessage Card(FakeSlack slack, ClickTarget target) => new(
        slack.Workspace.DirectMessage(target.User), "1795000000.000001", null, slack.Workspace.Bot.Id, target.Account,
        [
            new JsonObject
            {
                ["type"] = "actions",
                ["block_id"] = "b1",
                ["elements"] = new JsonArray(new JsonObject
                {
                    ["type"] = "button",
                    ["action_id"] = "acknowledge.0",
                    ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Acknowledge" },
                    ["value"] = target.Value,
                }),
            },
        ],
        null, null, 0);
}
