namespace AccountAlerts.Teams.Door;

/// <summary>What goes back over HTTP.</summary>
/// <param name="Body">JSON; null for an empty body.</param>
public sealed record TeamsHttpAnswer(int Status, ReadOnlyMemory<byte>? Body = null);
