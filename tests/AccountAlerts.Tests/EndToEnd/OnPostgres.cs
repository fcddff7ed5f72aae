namespace AccountAlerts.Tests.EndToEnd;

// The whole service once more, on the second database. The property runs before anything of the base class.

public sealed class AlertLawOnPostgresTests : AlertLawTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

public sealed class HostileNameOnPostgresTests : HostileNameTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

public sealed class WebhookOnPostgresTests : WebhookTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

public sealed class PreferencesOnPostgresTests : PreferencesTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

public sealed class StormOnPostgresTests : StormTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

public sealed class WrongDataOnPostgresTests : WrongDataTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}
