using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>An input of one account that somebody called wrong: it reads as missing until it says something else.</summary>
/// <param name="Person">The person's id, for a signal about a person; null for one about the account.</param>
/// <param name="Number">What it said then.</param>
/// <param name="Word">What it said then, for a word.</param>
/// <param name="On">The day as of which it said so.</param>
/// <param name="By">Who called it wrong, by name.</param>
public sealed record LeftOutInput(string Signal, string? Person, double Number, string? Word, DateOnly On, string By)
{
    /// <summary>Longer than this nobody remembers; then it counts again.</summary>
    public const int MostDays = 90;

    private const string CountsDown = "days_left";

    public static LeftOutInput Of(string signal, string? person, SignalValue value, DateOnly on, string by) =>
        new(signal, person, value.Number, value.Word, on, by);

    /// <summary>Whether it still says what was wrong. Days that are counted go on by the calendar alone: that is no other answer.</summary>
    public bool Covers(SignalValue now, Unit unit, DateOnly asOf)
    {
        int elapsed = asOf.DayNumber - On.DayNumber;
        if (!now.Present || elapsed < 0 || elapsed > MostDays)
            return false;
        double moved = Math.Round(now.Number - Number, 9);
        if (unit != Unit.Days)
            return moved == 0 && now.Word == Word;
        return Signal.EndsWith(CountsDown, StringComparison.Ordinal) ? moved <= 0 && moved >= -elapsed : moved >= 0 && moved <= elapsed;
    }

    /// <summary>In the reader's words, such as "left out, Dana: wrong data".</summary>
    public string Why => $"left out, {By}: wrong data";

    /// <summary>The value, or that it is left out.</summary>
    internal static SignalValue Apply(IReadOnlyList<LeftOutInput> inputs, Signal signal, string? person, SignalValue value, DateOnly asOf)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            var input = inputs[i];
            if (input.Signal == signal.Name && input.Person == person && input.Covers(value, signal.Unit, asOf))
                return SignalValue.Missing(input.Why);
        }

        return value;
    }
}
