namespace AccountAlerts.Domain.Signals;

/// <summary>What a signal's number counts. Comparisons between different units are errors.</summary>
public enum Unit
{
    Count,

    /// <summary>A share or a change; 0.6 is written <c>60%</c>.</summary>
    Ratio,

    /// <summary>Whole days; written <c>7d</c>.</summary>
    Days,

    /// <summary>Health points, 0 to 100.</summary>
    Points,

    /// <summary>An amount in the account's own currency.</summary>
    Money,

    /// <summary>A word such as a segment; written <c>"enterprise"</c>.</summary>
    Word,

    /// <summary>True or false (1 or 0); written <c>true</c> or <c>false</c>, or the signal's bare name.</summary>
    Flag,
}

/// <summary>What a signal is about.</summary>
public enum SignalScope
{
    Account,

    /// <summary>One person of the account; only for triggers with <c>each: person</c>.</summary>
    Person,

    /// <summary>One key feature that the account has used; only with <c>each: feature</c>.</summary>
    Feature,

    /// <summary>One ticket of the account; only with <c>each: ticket</c>.</summary>
    Ticket,

    /// <summary>One invoice of the account; only with <c>each: invoice</c>.</summary>
    Invoice,
}

/// <summary>The value of a signal at one instant, or why there is none.</summary>
public readonly record struct SignalValue
{
    private SignalValue(bool present, double number, string? word, string? note)
    {
        Present = present;
        Number = number;
        Word = word;
        Note = note;
    }

    public bool Present { get; }

    /// <summary>The value in the signal's unit; 1 or 0 for a flag; 0 for a word or a missing value.</summary>
    public double Number { get; }

    public string? Word { get; }

    /// <summary>For a missing value: why, in the reader's words. For a present one: what makes it readable, such as the person's name.</summary>
    public string? Note { get; init; }

    public static SignalValue Of(double number, string? note = null) => new(true, number, null, note);

    public static SignalValue Of(bool flag, string? note = null) => new(true, flag ? 1 : 0, null, note);

    public static SignalValue Of(string word, string? note = null) => new(true, 0, word, note);

    /// <param name="why">In the reader's words: "not connected", "no survey in 180 days".</param>
    public static SignalValue Missing(string why) => new(false, 0, null, why);
}

/// <summary>Values of signals about one subject at one instant; implementations compute each at most once.</summary>
public interface ISignalReader
{
    SignalValue Read(Signal signal);
}
