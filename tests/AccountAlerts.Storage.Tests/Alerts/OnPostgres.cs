namespace AccountAlerts.Storage.Tests.Alerts;

// The exams of alerts, messages and remembered values, once more on the second database. The property runs before anything of the base class.

public sealed class AlertTickOnPostgresTests : AlertTickTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class ConversationDeskOnPostgresTests : ConversationDeskTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class ActOnPostgresTests : ActTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class HeldHealthOnPostgresTests : HeldHealthTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class InboxPlatformOnPostgresTests : InboxPlatformTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class InboxFeedOnPostgresTests : InboxFeedTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class RemindersOnPostgresTests : RemindersTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class MorningsOnPostgresTests : Rhythm.MorningsTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}

public sealed class RememberedValuesOnPostgresTests : RememberedValuesTests
{
    public bool Postgres { get; } = TemporaryStore.OnPostgres();
}
