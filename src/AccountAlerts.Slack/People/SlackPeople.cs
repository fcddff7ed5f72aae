using System.Collections.Concurrent;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.People;

/// <summary>Who is who: by address for what is sent, by user id for what comes in. Answers from memory; Slack is asked once a day, and when it says that somebody changed.</summary>
public sealed class SlackPeople
{
    /// <summary>How long a person stays as they were, and how long an address stays nobody's.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);
    private static readonly TimeSpan Unknown = TimeSpan.FromHours(1);

    /// <summary>Whoever presses a button waits for this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SlackCaller _caller;
    private readonly SlackInstallations _installations;
    private readonly TimeProvider _machineClock;

    /// <summary>By workspace and address; also addresses that nobody has.</summary>
    private readonly SlackRecords<SlackPerson> _byEmail;
    private readonly ConcurrentDictionary<(string Team, string User), SlackPerson> _byId = new();

    public SlackPeople(SlackCaller caller, SlackInstallations installations, IProductValues values, SlackMemory memory, TimeProvider machineClock)
    {
        (_caller, _installations, _machineClock) = (caller, installations, machineClock);
        _byEmail = new SlackRecords<SlackPerson>(
            "$slack-people", values, memory, machineClock, person => person.Standing == SlackStanding.Unknown ? Unknown : Known, Index);
    }

    /// <summary>Everybody of whom Slack was asked.</summary>
    public IReadOnlyCollection<SlackPerson> All => _byEmail.All;

    /// <summary>From memory alone.</summary>
    public SlackPerson? Recall(string team, string email) => _byEmail.Find(team, email);

    public bool IsFresh(SlackPerson? person) => _byEmail.IsFresh(person);

    /// <summary>Asks Slack who has an address.</summary>
    /// <returns>Null if Slack could not be asked; what is remembered stays.</returns>
    public async Task<SlackPerson?> LookUpAsync(Installation installation, string email, CancellationToken cancellation)
    {
        if (installation.Team is not { } team)
            return null;
        var reply = await _caller.CallAsync(team.TeamId, "users.lookupByEmail", new Dictionary<string, string?> { ["email"] = email }, cancellation);
        var person = reply switch
        {
            SlackReply.Ok ok when ok.Body.At("user") is { } user => SlackPerson.Read(user, team.TeamId, team.Enterprise, _machineClock.GetUtcNow()),
            SlackReply.Refused { Error: "users_not_found" or "user_not_found" } =>
                new SlackPerson(team.TeamId, "", email, null, null, SlackStanding.Unknown, null, _machineClock.GetUtcNow()),
            _ => null,
        };
        if (person is null)
            return null;
        await KeepAsync(person with { Email = email.ToLowerInvariant() }, cancellation);
        return person;
    }

    /// <summary>Who pressed or typed.</summary>
    /// <returns>Null if it cannot be told now.</returns>
    public async Task<SlackPerson?> OfAsync(string teamId, string userId, CancellationToken cancellation)
    {
        _byEmail.Load();
        var known = _byId.GetValueOrDefault((teamId, userId));
        if (IsFresh(known))
            return known;
        var reply = await _caller.CallAsync(teamId, "users.info", new Dictionary<string, string?> { ["user"] = userId }, Patience, cancellation);
        if (reply is SlackReply.Ok ok && ok.Body.At("user") is { } user
            && SlackPerson.Read(user, teamId, _installations.OfTeam(teamId)?.Team?.Enterprise, _machineClock.GetUtcNow()) is { } person)
        {
            await KeepAsync(person, cancellation);
            return person;
        }

        // Who left is refused by name; for anything else yesterday's answer is better than none.
        return reply is SlackReply.Refused { Error: "user_not_found" or "user_not_visible" or "users_not_found" } ? null : known;
    }

    /// <summary>Slack says that somebody changed: name, zone, status, or that they left.</summary>
    /// <returns>The address, if it is somebody of whom we know.</returns>
    public async Task<string?> ChangedAsync(string teamId, JsonElement user, CancellationToken cancellation)
    {
        _byEmail.Load();
        if (SlackPerson.Read(user, teamId, _installations.OfTeam(teamId)?.Team?.Enterprise, _machineClock.GetUtcNow()) is not { } person
            || !_byId.TryGetValue((teamId, person.UserId), out var before))
            return null;
        // The event may leave the address out.
        await KeepAsync(person with { Email = person.Email ?? before.Email }, cancellation);
        if (before.Email is { } former && person.Email is { } now && former != now)
            await KeepAsync(before with { Standing = SlackStanding.Unknown, UserId = "", CheckedAt = _machineClock.GetUtcNow() }, cancellation);
        return person.Email ?? before.Email;
    }

    private Task KeepAsync(SlackPerson person, CancellationToken cancellation)
    {
        if (person.Email is not null)
            return _byEmail.KeepAsync(person, cancellation);
        Index(person);
        return Task.CompletedTask;
    }

    private void Index(SlackPerson person)
    {
        if (person.UserId.Length > 0)
            _byId[(person.Team, person.UserId)] = person;
    }
}
