using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Who and what an account is, in short pairs.</summary>
public static class AccountFields
{
    public static IReadOnlyList<Field> Of(AccountView view, TeamDirectory team, MoneyRates rates, GroupHealth? group = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(team);
        string? currency = view.Facts.Profile.Currency;
        var fields = new List<Field> { new("Owner", view.OwnerEmail is { } email ? PlainText.Clean(team.Of(email).Name) : "No CSM") };
        if (view.Segment is { } segment)
            fields.Add(new Field("Tier", PlainText.Clean(segment)));
        if (view.Arr is { } arr)
            fields.Add(new Field("ARR", ReadableValue.Money(arr, currency)));
        if (view.Seats is { } seats)
            fields.Add(new Field("Seats", ReadableValue.Number(seats, Unit.Count)));
        if (Read(view, "renewal.days_left") is { Present: true, Number: var days })
            fields.Add(new Field("Renewal", $"{CardWords.Renewal((int)days)} ({ReadableValue.Date(view.AsOf.AddDays((int)days))})"));
        if (AccountSnapshots.WorthOf(view, view.Health.Band) is { } worth && MoneyWords.AtStake(MoneyAtRisk.Of(worth, FleetMoney.None, rates)) is { } stake)
            fields.Add(new Field("At stake", stake));
        if (view.Champion is { } champion)
            fields.Add(new Field(champion.Named ? "Champion" : "Most active user", PlainText.Clean(champion.Person.Label)));
        if (group is not null)
            fields.Add(new Field(GroupWords.Label, GroupWords.Of(group)));
        return fields;
    }

    private static SignalValue Read(AccountView view, string signal) =>
        SignalCatalogue.Find(signal) is { } known ? view.Read(known) : SignalValue.Missing("not known");
}
