namespace AccountAlerts.Proofs.Chat;

internal enum ChatVerb
{
    Post,
    Edit,
}

/// <summary>A message, or an edit of one, that a chat server took.</summary>
/// <param name="Text">What people read from then on.</param>
internal sealed record ChatCall(ChatVerb Verb, string MessageId, string Text);
