using AccountAlerts.Domain.Triggers;

namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Somebody asked that nobody, or that they themselves, hear of this account before a day.</summary>
internal sealed class MutedRule : IHoldRule
{
    public Objection? Of(News news, TellingScene scene)
    {
        if (news.ByHand)
            return null;
        if (scene.Mutes.Of(news.Account.Id, scene.Now) is { } until)
            return new Objection(TellingWay.Held, TellingReasons.Muted, until);
        // Of what is critical nobody would hear if its owner did not.
        bool needed = news.Alert.Severity == Severity.Critical && news.Route.Role == Roles.Owner;
        return !needed && scene.Team.PreferencesOf(news.Reader).IsMuted(news.Account.Id, scene.Now, out var own)
            ? new Objection(TellingWay.Held, TellingReasons.MutedByReader, own)
            : null;
    }
}
