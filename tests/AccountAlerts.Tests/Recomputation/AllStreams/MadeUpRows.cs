namespace AccountAlerts.Tests.Recomputation.AllStreams;

internal sealed record MadeAccount(string Id, DateOnly CreatedOn, string Currency);

internal sealed record MadeStage(string Account, DateOnly On, string Lifecycle);

/// <param name="Role">As the first import says, which counts as always true.</param>
/// <param name="LaterRole">As the second import says; the same where nothing changed.</param>
internal sealed record MadePerson(
    string Account, string Id, string? Role, string? Department, string? LaterRole, string? LaterDepartment, DateOnly? DeactivatedOn,
    string? Name = null, DateOnly? FirstSeen = null);

internal sealed record MadeUse(string Account, string Person, DateOnly Day, string Metric, double Value);

internal sealed record MadeTicket(
    string Id, string Account, DateTime OpenedAt, DateTime? ClosedAt, int? Priority, bool Escalated, double? Sentiment, double? Csat);

internal sealed record MadeAnswer(string Account, DateOnly Date, string Kind, double Score);

internal sealed record MadeInvoice(string Id, string Account, DateOnly? IssuedOn, DateOnly DueOn, DateOnly? PaidOn, double Amount, string? Currency);

internal sealed record MadeTouch(string Id, string Account, DateOnly Date, string Kind, bool? Attended, bool? Executive, double? ReplyHours);

/// <param name="Colour">off takes the last one back.</param>
internal sealed record MadeOpinion(string Id, string Account, DateTime At, string Colour);

internal sealed record MadeMilestone(string Account, string Name, DateOnly? DueOn, DateOnly? ReachedOn);

internal sealed record MadeEvent(string Account, DateOnly Date, string Kind);

internal sealed record MadeContract(string Id, string Account, DateOnly? StartsOn, DateOnly EndsOn, DateOnly? NoticeOn, bool? AutoRenew);

internal sealed record MadeOpportunity(string Id, string Account, string Kind, DateOnly? CloseOn, string? Outcome);
