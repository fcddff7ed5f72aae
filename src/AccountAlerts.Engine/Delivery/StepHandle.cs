namespace AccountAlerts.Engine.Delivery;

/// <summary>What a button beside a step carries: the card, and which step should become what. No question is left to ask.</summary>
/// <param name="Card">As <see cref="CardHandle"/> writes it.</param>
/// <param name="Choice">Cause, step and what it should become, as the form of all steps names it.</param>
public sealed record StepHandle(string Card, string Choice)
{
    /// <summary>In no card's key and in no choice.</summary>
    private const char Separator = '!';

    public override string ToString() => Card + Separator + Choice;

    /// <returns>Null for a value that stands beside no step.</returns>
    public static StepHandle? Parse(string value)
    {
        int cut = value.LastIndexOf(Separator);
        return cut > 0 && cut < value.Length - 1 ? new StepHandle(value[..cut], value[(cut + 1)..]) : null;
    }
}
