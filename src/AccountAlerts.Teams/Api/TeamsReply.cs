using System.Text.Json;

namespace AccountAlerts.Teams.Api;

/// <summary>How a call of the connector ended.</summary>
public abstract record TeamsReply
{
    /// <param name="Body">Null for an empty one, which is an answer too.</param>
    public sealed record Ok(JsonElement? Body) : TeamsReply;

    /// <summary>The connector understood, and did not do it.</summary>
    /// <param name="Code">As the error names itself; empty for a page of a gateway.</param>
    /// <param name="After">What Retry-After says; null where it says nothing.</param>
    public sealed record Refused(int Status, string Code, string Detail, TimeSpan? After = null) : TeamsReply;

    /// <summary>Nothing was sent, since we may not: Entra gives no token, or the address is none of Teams'.</summary>
    public sealed record Barred(string Reason) : TeamsReply;

    /// <summary>Not sent yet, since the limits of Teams would not have it.</summary>
    public sealed record PutOff(TimeSpan After) : TeamsReply;

    /// <summary>Surely not arrived.</summary>
    public sealed record NotSent(string Reason) : TeamsReply;

    /// <summary>It may have been done.</summary>
    public sealed record Unclear(string Reason) : TeamsReply;
}
