using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Short ways to write a catalogue entry.</summary>
internal static class Define
{
    public const string NoUse = "the account has no use on record, or its source is late by more than the holding time";

    public const string Unread = "no account has such rows, or the source is late by more than the holding time";

    public static Signal Account(
        string name, string label, Unit unit, string definition, string window, string missingWhen, Func<AccountView, SignalValue> compute) =>
        new(name, label, unit, SignalScope.Account, definition, window, missingWhen) { Compute = context => compute(context.Account) };

    /// <summary>A signal over an account's use: missing, with the reason, where nothing is known of it.</summary>
    public static Signal Usage(
        string name, string label, Unit unit, string definition, string window, string? missingWhen,
        Func<AccountView, UsageDigest, SignalValue> compute) =>
        new(name, label, unit, SignalScope.Account, definition, window, missingWhen is null ? NoUse : $"{NoUse}; {missingWhen}")
        {
            Compute = context => context.Account.Activity is { WhyMissing: { } why }
                ? SignalValue.Missing(why)
                : compute(context.Account, context.Account.Activity.Digest!),
        };

    /// <summary>A signal over another stream than use: missing, with the reason, where nothing is known of it.</summary>
    /// <param name="compute">With the stream's last complete day, at which windows and every "days since" end.</param>
    public static Signal Stream(
        string name, string label, Unit unit, string definition, string window, string? missingWhen, FactStream stream,
        Func<AccountView, DateOnly, SignalValue> compute) =>
        Account(name, label, unit, definition, window, missingWhen is null ? Unread : $"{Unread}; {missingWhen}", view =>
        {
            var freshness = view.Frame[stream];
            return Freshness.WhyMissing(freshness) is { } why ? SignalValue.Missing(why) : compute(view, freshness.CompleteThrough ?? view.AsOf);
        });

    public static Signal Person(
        string name, string label, Unit unit, string definition, string window, string missingWhen,
        Func<AccountView, Person, SignalValue> compute) =>
        new(name, label, unit, SignalScope.Person, definition, window, missingWhen)
        {
            Compute = context => context.Person is { } person
                ? compute(context.Account, person)
                : throw new InvalidOperationException($"{name} was read without a person."),
        };

    public static SignalValue Number(double? value, string whyMissing) => value is { } number ? SignalValue.Of(number) : SignalValue.Missing(whyMissing);

    public static SignalValue Word(string? value, string whyMissing) => value is { } word ? SignalValue.Of(word) : SignalValue.Missing(whyMissing);

    /// <summary>First day of a window that begins no earlier than the account.</summary>
    public static DateOnly Begin(AccountView view, DateOnly end, int days)
    {
        var begin = DateOnly.FromDayNumber(Math.Max(0, end.DayNumber - days + 1));
        return view.CreatedOn > begin ? view.CreatedOn.Value : begin;
    }

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    public static DateOnly? DayOf(DateTimeOffset? instant) => instant is { } known ? DayOf(known) : null;

    public static SignalValue DaysSince(DateOnly? day, DateOnly end, string whyMissing, string? note = null) =>
        day is { } known ? SignalValue.Of(end.DayNumber - known.DayNumber, note) : SignalValue.Missing(whyMissing);

    /// <summary>A share or change; nine decimals are far below what anybody compares with, and hide the order in which a sum was taken.</summary>
    public static SignalValue Ratio(double numerator, double denominator, string? note = null) =>
        SignalValue.Of(Math.Round(numerator / denominator, 9), note);
}
