using System.Text.Json;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Inbound;

/// <summary>
/// With a signing secret alone nobody can be told from a stranger and nothing can be posted. Whoever asks or presses is told so, in the
/// ways that need no token: the answer itself, and the address for answers that a press brings along.
/// </summary>
public sealed class ReceiveOnly(SlackAnswers answers)
{
    /// <returns>JSON for the answer; null for an empty one.</returns>
    public async Task<string?> AnswerAsync(SlackKind kind, JsonElement payload)
    {
        if (kind == SlackKind.Command)
            return SlackAnswers.InAck(Sayings.ReceiveOnly);
        if (kind == SlackKind.Event)
            return null;
        if (payload.Text("type") == "view_submission")
            return SlackJson.Write(new ViewUpdate("update", SlackModal.Note(Sayings.ReceiveOnly)));
        if (payload.Text("response_url") is { } url)
            await answers.RespondAsync(url, Sayings.ReceiveOnly, CancellationToken.None);
        return null;
    }
}

/// <summary>An answer to a form: another view takes its place.</summary>
internal sealed record ViewUpdate(string ResponseAction, ModalView View);
