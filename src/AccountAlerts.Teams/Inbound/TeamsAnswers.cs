using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>
/// Says something to one person alone, which in Teams is the personal chat; or a line in the place where somebody wrote. Both go by way of the
/// outbox, so that neither a refusal nor a crash loses them.
/// </summary>
public sealed class TeamsAnswers(PrivateAnswers outbox, TeamsPlatform teams, IRandomIds ids)
{
    /// <returns>False where the person cannot be written to.</returns>
    public async Task<bool> SayPrivatelyAsync(Activity about, Message message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(about);
        if (PersonOf(about) is not { } person || !await teams.ReachesAsync(person, cancellation))
            return false;
        await outbox.SayAsync(NameOf(about), person, message, cancellation);
        return true;
    }

    /// <summary>A plain line where somebody wrote, in their thread; everybody there reads it, so that it names no customer.</summary>
    public async Task SayThereAsync(Activity about, string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(about);
        if (TeamsPeople.TenantOf(about) is { } tenant && about.Conversation?.Id is { } place)
            await outbox.NoteAsync($"{NameOf(about)}/line", new Conversation(TeamsPlatform.PlatformName, tenant, place), text, cancellation);
    }

    /// <summary>Puts something in the place of the answer whose button was pressed.</summary>
    /// <param name="name">As the button called it.</param>
    /// <returns>False if that answer is not known any more.</returns>
    internal async Task<bool> ReplaceAsync(Activity about, string name, Message message, CancellationToken cancellation) =>
        PersonOf(about) is { } person && await outbox.ReplaceAsync(name, person, message, cancellation);

    public static bool IsPersonal(Activity activity) => activity.Conversation is { ConversationType: ConversationTypes.Personal or null, IsGroup: not true };

    public static string TenantOf(Activity activity) => activity.Conversation?.TenantId ?? activity.ChannelData?.Tenant?.Id ?? "";

    private static Conversation? PersonOf(Activity activity) =>
        TeamsPeople.TenantOf(activity) is { } tenant && activity.From?.AadObjectId is { Length: > 0 } aadId
            ? new Conversation(TeamsPlatform.PlatformName, tenant, aadId)
            : null;

    /// <summary>The same event has the same name, however often Teams delivers it; one that has no id is like no other.</summary>
    internal string NameOf(Activity about) =>
        $"{TeamsPlatform.PlatformName}/{TeamsPeople.TenantOf(about)}/{about.Conversation?.Id}/{(about.Id is { Length: > 0 } id ? id : ids.Next())}";
}
