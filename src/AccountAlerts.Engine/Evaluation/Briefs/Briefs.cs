using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>Puts the brief of one account together from its facts, as of today and a quarter ago.</summary>
public sealed class Briefs(ScoreExplainer explainer, IFactReader reader, IAlertReader alerts, BriefWords words) : IBriefs
{
    private const int MostAlerts = 100;
    private const int Weeks = 26;

    public async Task<Brief?> OfAsync(int accountId, CancellationToken cancellation)
    {
        if (await explainer.WhyAsync(accountId, explainer.Today, BriefInput.Days, 1, cancellation) is not { To: { Exists: true } now } explanation)
            return null;
        TeamDirectory team;
        await using (IFactSession session = await reader.OpenAsync(cancellation))
            team = await session.DirectoryAsync(cancellation);
        var input = new BriefInput(
            now, explanation.From is { Exists: true } before ? before : null, await alerts.OfAccountAsync(accountId, MostAlerts, cancellation), team);
        return new Brief(
            now.Facts.Profile.AccountId, PlainText.Clean(now.Facts.Profile.Name, 200), now.AsOf, words.Of(input), UseReport.Weeks(now, Weeks), FreshnessText.Of(now));
    }
}
