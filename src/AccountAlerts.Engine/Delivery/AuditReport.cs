using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What the auditor found at one look.</summary>
/// <param name="At">By the product's clock.</param>
/// <param name="Findings">Empty: all that is due is on its way.</param>
/// <param name="Quiet">Why the heartbeat stays away although nothing was found; null if it does not.</param>
public sealed record AuditReport(DateTimeOffset At, IReadOnlyList<AuditFinding> Findings, string? Quiet)
{
    /// <summary>Where the last report is remembered.</summary>
    public const string Scope = "$audit";
    public const string Key = "last";

    /// <summary>True if the outside watch may be told that all is well.</summary>
    public bool Clean => Findings.Count == 0 && Quiet is null;

    public string Write() => JsonSerializer.Serialize(this, MessageJson.Options);

    /// <returns>Null before the first look.</returns>
    public static async Task<AuditReport?> LastAsync(IProductValues values, CancellationToken cancellation) =>
        await values.GetAsync(Scope, Key, cancellation) is { } text ? JsonSerializer.Deserialize<AuditReport>(text, MessageJson.Options) : null;
}

/// <summary>Something that should have been sent and was not.</summary>
/// <param name="Code">Machine-readable: <c>due</c>, <c>lease</c>, <c>card-without-message</c>, <c>untold</c>.</param>
/// <param name="Since">When it was found first, by the product's clock.</param>
public sealed record AuditFinding(string Code, int Count, string Text, DateTimeOffset Since);
