using System.Globalization;
using System.Text;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Chat;

/// <summary>
/// What a chat server should accept, and when: every message in its window of time, and nothing else. Seconds count from
/// <see cref="Begin"/>, which is called at the event that everything follows from.
/// </summary>
internal sealed class Timeline(ChatServer chat)
{
    private readonly List<Expected> _expected = [];
    private TimeSpan _start;

    public void Begin() => _start = chat.Elapsed;

    /// <summary>A message or an edit between two instants.</summary>
    /// <param name="says">Part of its one line.</param>
    public Timeline Expect(double from, double until, string conversation, string says, CallKind kind = CallKind.Post)
    {
        _expected.Add(new Expected(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(until), conversation, says, kind));
        return this;
    }

    /// <summary>Waits for all that is expected, then until <paramref name="quiet"/> has passed in which nothing more came, and compares.</summary>
    public async Task MustHoldAsync(TimeSpan quiet, Func<string>? log = null)
    {
        TimeSpan last = _expected.Count == 0 ? TimeSpan.Zero : _expected.Max(expected => expected.Until);
        await Patience.UntilAsync(() => Compare().Missing.Count == 0 || chat.Elapsed - _start > last, last + Place.Long);
        await Patience.PassAsync(quiet);
        var (report, missing, extra) = Compare();
        Assert.True(missing.Count == 0 && extra.Count == 0, $"{report}\n{log?.Invoke()}");
    }

    private (string Report, IReadOnlyList<Expected> Missing, IReadOnlyList<Accepted> Extra) Compare()
    {
        var came = chat.Accepts.Where(accepted => accepted.At >= _start).ToList();
        var extra = came.ToList();
        var missing = new List<Expected>();
        foreach (var expected in _expected.OrderBy(expected => expected.Until))
        {
            int at = extra.FindIndex(accepted => expected.IsMetBy(accepted, _start));
            if (at < 0)
                missing.Add(expected);
            else
                extra.RemoveAt(at);
        }

        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"{came.Count} came:\n");
        foreach (var accepted in came)
        {
            var call = accepted.Call;
            report.Append(CultureInfo.InvariantCulture, $"  {(accepted.At - _start).TotalSeconds,8:0.000} s  {call.Kind,-4} {call.Conversation}  \"{call.Text}\"{(extra.Contains(accepted) ? "   <- was not expected" : "")}\n");
        }

        foreach (var expected in missing)
            report.Append(CultureInfo.InvariantCulture, $"missing: {expected}\n");
        return (report.ToString(), missing, extra);
    }

    private sealed record Expected(TimeSpan From, TimeSpan Until, string Conversation, string Says, CallKind Kind)
    {
        public bool IsMetBy(Accepted accepted, TimeSpan start) =>
            accepted.At - start >= From && accepted.At - start <= Until && accepted.Call.Kind == Kind
            && accepted.Call.Conversation == Conversation && accepted.Call.Text.Contains(Says, StringComparison.Ordinal);

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{From.TotalSeconds:0.0} to {Until.TotalSeconds:0.0} s  {Kind,-4} {Conversation}  \"...{Says}...\"");
    }
}
