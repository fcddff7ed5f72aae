using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>
/// Makes the lines of a digest show how their alerts stand by now. What should be shown is always drawn from the message as it was said
/// and from the alerts as they are, so it comes right whoever does it, and however often.
/// </summary>
public sealed class RowRefresh(IFactReader facts, IAlertStore store, IProductValues values, TimeProvider clock) : IDueWork
{
    public string Name => "rows";

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    /// <summary>Everybody's latest digest; older messages are refreshed when somebody presses a button in them.</summary>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        int edited = 0;
        foreach (string json in (await values.ListAsync(ReaderState.Scope, cancellation)).Values)
        {
            if (ReaderState.Read(json)?.Sheet is { } sheet && await RefreshAsync(sheet, cancellation))
                edited++;
        }

        return edited;
    }

    /// <returns>True if the message shows something else from now on.</returns>
    public async Task<bool> RefreshAsync(string key, CancellationToken cancellation)
    {
        if (await values.GetAsync(RowSheet.Scope, key, cancellation) is not { } json || RowSheet.Read(json) is not { Post: { } post } sheet)
            return false;
        var alerts = (await store.ReadAsync([.. sheet.Rows.Select(row => row.AccountId).Distinct()], cancellation))
            .SelectMany(file => file.Alerts).ToDictionary(stored => stored.Alert.Key, stored => stored.Alert);
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var message = Draw(sheet, alerts, email => team.Of(email).Name, team.ZoneOf(sheet.Reader));
        string shown = MessageJson.Hash(MessageJson.Write(message));
        if (shown == sheet.Shown)
            return false;
        await store.CommitAsync(
            new AlertCommit { At = clock.GetUtcNow(), Edits = [new PostEdit(post, message)], Values = [(sheet with { Shown = shown }).ToValue(key)] }, cancellation);
        return true;
    }

    /// <summary>The message with every line as its alert stands.</summary>
    public static Message Draw(RowSheet sheet, IReadOnlyDictionary<AlertKey, Alert> alerts, Func<string, string> nameOf, DateTimeZone zone)
    {
        return sheet.Message with { Blocks = [.. sheet.Message.Blocks.Select(block => block is RowList list ? new RowList([.. list.Rows.Select(Line)]) : block)] };

        MessageRow Line(MessageRow row)
        {
            var card = row.Buttons.Select(button => CardHandle.Parse(button.Value) is { } handle && RowKey.Parse(handle.Key) is { } key ? sheet.Find(key) : null)
                .FirstOrDefault(found => found is not null);
            if (card?.Causes[0] is not { } cause || !alerts.TryGetValue(cause.Alert, out var alert))
                return row;
            // A later episode is another story, which comes by itself: of this one it is known that it is over.
            bool over = !alert.IsLive || alert.Episode != cause.Episode;
            string? state = alert.Episode == cause.Episode ? CardWords.State(alert.Status, nameOf, zone) : "Over";
            return row with
            {
                Detail = state is null || alert.State == AlertState.Standing || row.Detail.StartsWith(state, StringComparison.Ordinal) ? row.Detail : $"{state}. {row.Detail}",
                Buttons = [.. row.Buttons.Where(button => button.Action == Actions.Why || (!over && !IsTaken(button, alert)))],
            };
        }

        static bool IsTaken(Button button, Alert alert) => button.Action switch
        {
            Actions.Acknowledge => alert.State == AlertState.Acknowledged,
            Actions.Claim => alert.Status.Assignee is not null,
            _ => false,
        };
    }
}
