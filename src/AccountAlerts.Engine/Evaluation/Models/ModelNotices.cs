using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation.Notices;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>Tells operations that this release judges customers otherwise, and what that would change; nothing changes before somebody wants it.</summary>
internal static class ModelNotices
{
    public const string Prefix = "model/";
    public const string Adopt = "adopt";

    private const string Title = "A newer health model is ready";

    public static string KeyOf(HealthModels waiting) => Prefix + HealthModelHash.Of(waiting);

    public static Notice Of(HealthModels waiting, ModelDifference difference)
    {
        var blocks = new List<Block>
        {
            new Heading([new Span(Title)]),
            new Paragraph([new Span("It came with this release. Until you adopt it, scores go by the one you have.")]),
            new Paragraph([new Span(ModelWords.Difference(difference))]),
        };
        if (difference.Movers.Count > 0)
        {
            blocks.Add(new Paragraph([new Span("Those that would move most:", SpanStyle.Strong)]));
            blocks.Add(new BulletList([.. difference.Movers.Select(move => (IReadOnlyList<Span>)[new Span(ModelWords.Mover(move))])]));
        }

        return new Notice(KeyOf(waiting), new Message { Text = Title, Blocks = blocks }, [new NoticeButton(Adopt, "Use the new model", ButtonStyle.Primary)], false);
    }

    /// <summary>For a notice whose models wait no longer.</summary>
    /// <param name="inForce">They judge accounts now; false where the settings, or yet newer ones, took their place.</param>
    public static Notice Over(string key, bool inForce)
    {
        string text = inForce ? "The newer health model is in force" : "The newer health model is no longer waiting";
        return new Notice(key, new Message { Text = text, Blocks = [new Paragraph([new Span(text)])] }, [], true);
    }
}
