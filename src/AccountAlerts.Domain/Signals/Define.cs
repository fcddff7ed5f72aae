using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>Short ways to write a catalogue entry.</summary>
internal static class Define
{
    public const string NoUse = "the account has no use on record, or its source is late by more than the holding time";

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

    /// <summary>A share or change; nine decimals are far below what anybody compares with, and hide the order in which a sum was taken.</summary>
    public static SignalValue Ratio(double numerator, double denominator, string? note = null) =>
        SignalValue.Of(Math.Round(numerator / denominator, 9), note);
}
