namespace AccountAlerts.Slack.Inbound;

/// <summary>Names of the forms that no button of a card opens. Open forms keep them.</summary>
internal static class SlackForms
{
    /// <summary>Callback of the form of the global shortcut, and of the shortcut itself.</summary>
    public const string Ask = "ask";

    /// <summary>The one input of <see cref="Ask"/>.</summary>
    public const string Question = "question";
}
