using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>Short ways to read signals by name in tests.</summary>
public static class SignalReading
{
    public static SignalValue Read(this ISignalReader reader, string signal) =>
        reader.Read(SignalCatalogue.Find(signal) ?? throw new ArgumentException($"There is no signal {signal}.", nameof(signal)));

    /// <returns>Null if the signal is missing.</returns>
    public static double? Number(this ISignalReader reader, string signal) => reader.Read(signal) is { Present: true } value ? value.Number : null;

    /// <returns>Null if the signal is missing.</returns>
    public static string? Word(this ISignalReader reader, string signal) => reader.Read(signal).Word;

    /// <returns>Why the signal is missing; null if it has a value.</returns>
    public static string? WhyMissing(this ISignalReader reader, string signal) => reader.Read(signal) is { Present: false } value ? value.Note : null;

    public static AccountAlerts.Domain.Accounts.Person PersonNamed(this AccountView view, string personId) =>
        view.Facts.People.First(person => person.PersonId == personId);
}
