using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Slack.Api;

/// <summary>The one place that knows Slack's error codes. From the error lists of the methods on docs.slack.dev.</summary>
public static class SlackErrors
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Migration = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, TimeSpan> Transient = new(StringComparer.Ordinal)
    {
        ["ratelimited"] = Soon,
        ["rate_limited"] = Soon,
        ["service_unavailable"] = Soon,
        ["team_added_to_org"] = Migration,
        ["org_login_required"] = Migration,
        ["external_channel_migrating"] = Migration,
        ["message_limit_exceeded"] = Later,
        ["update_failed"] = Soon,
    };

    /// <summary>Half of the work may be done.</summary>
    private static readonly HashSet<string> Doubtful = new(StringComparer.Ordinal) { "internal_error", "fatal_error", "request_timeout" };

    private static readonly HashSet<string> Destination = new(StringComparer.Ordinal)
    {
        "channel_not_found", "not_in_channel", "is_archived", "is_inactive", "channel_is_limited_access", "user_not_found", "users_not_found",
        "user_disabled", "user_not_visible", "cannot_dm_bot", "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "restricted_action_thread_locked",
        "posting_to_channel_denied", "cannot_reply_to_message", "thread_not_found", "user_not_in_channel", "ekm_access_denied", "app_access_restricted",
    };

    private static readonly HashSet<string> Installation = new(StringComparer.Ordinal)
    {
        "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "no_permission", "missing_scope", "not_allowed_token_type",
        "access_denied", "accesslimited", "two_factor_setup_required", "user_removed_from_team", "team_disabled", "enterprise_is_restricted",
        "team_access_not_granted", SlackCaller.NotInstalled,
    };

    private static readonly HashSet<string> Gone = new(StringComparer.Ordinal)
    {
        "message_not_found", "cant_update_message", "edit_window_closed",
    };

    /// <summary>Blocks that this workspace does not take; the same message goes out once more in classic ones.</summary>
    public static bool IsAboutBlocks(string error) => error is "invalid_blocks" or "invalid_blocks_format";

    /// <summary>A new token may help.</summary>
    public static bool IsAboutToken(string error) => error is "token_expired" or "invalid_auth" or "token_revoked" or "not_authed";

    /// <summary>What a refusal means for delivery. A code that nobody knows counts as this message's own fault and stays visible for replay.</summary>
    public static DeliveryOutcome Outcome(SlackReply reply) => reply switch
    {
        SlackReply.Limited limited => new DeliveryOutcome.RetryAfter(limited.After, "ratelimited"),
        SlackReply.NotSent no => new DeliveryOutcome.RetryAfter(Soon, no.Reason),
        SlackReply.Unclear unclear => new DeliveryOutcome.Unknown(unclear.Reason),
        SlackReply.Refused refused => Outcome(refused),
        _ => throw new ArgumentOutOfRangeException(nameof(reply), reply, "Only a refusal has an outcome here."),
    };

    private static DeliveryOutcome Outcome(SlackReply.Refused refused)
    {
        string reason = refused.Detail.Length == 0 ? refused.Error : $"{refused.Error}: {refused.Detail}";
        if (Transient.TryGetValue(refused.Error, out var wait))
            return new DeliveryOutcome.RetryAfter(wait, reason);
        if (Doubtful.Contains(refused.Error))
            return new DeliveryOutcome.Unknown(reason);
        if (Gone.Contains(refused.Error))
            return new DeliveryOutcome.MessageGone(reason);
        if (Destination.Contains(refused.Error))
            return new DeliveryOutcome.DestinationBroken(reason);
        return Installation.Contains(refused.Error) ? new DeliveryOutcome.InstallationBroken(reason) : new DeliveryOutcome.PayloadBad(reason);
    }
}
