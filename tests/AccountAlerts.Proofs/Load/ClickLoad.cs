using System.Globalization;

namespace AccountAlerts.Proofs.Load;

/// <summary>How a load went.</summary>
/// <param name="Presses">Milliseconds of every answer to a press, ascending; counted from the instant at which the request was due.</param>
/// <param name="Questions">The same of questions.</param>
/// <param name="Lost">Requests without an answer, or with another status than 2xx.</param>
/// <param name="Wrong">Answers that do not speak of what was asked.</param>
internal sealed record ClickFigures(IReadOnlyList<double> Presses, IReadOnlyList<double> Questions, TimeSpan Time, int Lost, int Wrong)
{
    public int Answered => Presses.Count + Questions.Count;

    public double PerSecond => Answered / Time.TotalSeconds;

    /// <returns>Half of them, all but a hundredth, and all came within these milliseconds.</returns>
    public static string Spread(IReadOnlyList<double> of) => of.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{At(0.5, of):0.0} / {At(0.99, of):0.0} / {At(1, of):0.0}");

    private static double At(double share, IReadOnlyList<double> of) => of[Math.Min(of.Count - 1, (int)(of.Count * share))];
}

/// <summary>People who press Acknowledge and ask why, in turn; every request has a number of its own.</summary>
internal sealed class ClickLoad(IReadOnlyList<ILoadCard> cards)
{
    private const int Workers = 16;

    private readonly Lock _gate = new();
    private int _sent;
    private long _presses;

    /// <summary>How often Acknowledge was pressed since the beginning.</summary>
    public long Presses => Interlocked.Read(ref _presses);

    /// <summary>Whether somebody is there.</summary>
    public async Task<bool> IsAnsweredAsync() => await cards[0].AskAsync() != LoadAnswer.Lost;

    /// <param name="rate">Requests per second, due at fixed instants whether or not others were answered; null for as many as are answered.</param>
    public async Task<ClickFigures> RunAsync(int? rate, TimeSpan time)
    {
        var presses = new List<double>();
        var questions = new List<double>();
        int lost = 0;
        int wrong = 0;
        int next = 0;
        var clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        // One worker is not enough to keep a rate when an answer takes longer than usual.
        await Task.WhenAll(Enumerable.Range(0, rate is null ? Workers : Workers * 8).Select(_ => Task.Run(WorkAsync)));
        presses.Sort();
        questions.Sort();
        return new ClickFigures(presses, questions, clock.GetElapsedTime(start), lost, wrong);

        async Task WorkAsync()
        {
            while (true)
            {
                var due = rate is { } perSecond ? TimeSpan.FromSeconds((double)(Interlocked.Increment(ref next) - 1) / perSecond) : clock.GetElapsedTime(start);
                if (due >= time)
                    return;
                if (due - clock.GetElapsedTime(start) is var wait && wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock);
                int number = Interlocked.Increment(ref _sent);
                var answer = await OneAsync(number);
                double took = (clock.GetElapsedTime(start) - due).TotalMilliseconds;
                lock (_gate)
                {
                    if (answer == LoadAnswer.Lost)
                        lost++;
                    else
                        (IsPress(number) ? presses : questions).Add(took);
                    if (answer == LoadAnswer.Wrong)
                        wrong++;
                }
            }
        }
    }

    private Task<LoadAnswer> OneAsync(int number)
    {
        var card = cards[number / 2 % cards.Count];
        if (!IsPress(number))
            return card.AskAsync();
        Interlocked.Increment(ref _presses);
        return card.PressAsync();
    }

    private static bool IsPress(int number) => number % 2 == 0;
}
