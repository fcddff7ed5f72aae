using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Inbox;

/// <summary>What surrounds every page, and what its forms need.</summary>
public sealed class Frame
{
    public string Title { get; init; } = "";

    public bool Demo { get; init; }

    /// <summary>Whose acts these are; null before they said so.</summary>
    public Teammate? Who { get; init; }

    public IReadOnlyList<Teammate> Team { get; init; } = [];

    internal IReadOnlyList<InboxPlace> Places { get; init; } = [];

    public string Path { get; init; } = "/";

    /// <summary>Goes into every form; a form without it is refused.</summary>
    public string Token { get; init; } = "";

    public int RefreshMilliseconds { get; init; }

    public bool CanSignOut { get; init; }
}
