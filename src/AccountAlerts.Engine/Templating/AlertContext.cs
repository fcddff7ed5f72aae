using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Templating;

/// <summary>What the words of one alert may speak of.</summary>
/// <param name="Signals">Of the alert's subject as of the day: the account's, or the person's where the trigger is about people.</param>
/// <param name="Currency">The account's own, or null.</param>
/// <param name="Owner">Name of the teammate who looks after the account, or null.</param>
/// <param name="AsOf">The day the signals are of; the renewal's date is counted from it.</param>
/// <param name="OpenedOn">The day the alert opened; its due date is counted from it, so that an edit does not move it.</param>
public sealed record AlertContext(
    ISignalReader Signals, string AccountName, string? Currency, string? Owner, DateOnly AsOf, DateOnly OpenedOn)
{
    /// <summary>The owner's week: nothing is due on a day off.</summary>
    public Func<DateOnly, bool> Works { get; init; } = Due.MondayToFriday;
}

/// <summary>A field's text, and whether it is a fact or the words for "not known".</summary>
internal sealed record FieldText(string Text, bool Known)
{
    public override string ToString() => Text;
}
