using System.Collections.Concurrent;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.People;

/// <summary>Who is who: by address for what is sent, by user id for what comes in. Answers from memory; Slack is asked once a day, and when it says that somebody changed.</summary>
public sealed class SlackPeople(SlackCaller caller, SlackInstallations installations, IProductValues values, SlackMemory memory, TimeProvider machineClock)
{
    /// <summary>By workspace and address; also addresses that nobody has.</summary>
    private const string Scope = "$slack-people";

    /// <summary>How long a person stays as they were, and how long an address stays nobody's.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);
    private static readonly TimeSpan Unknown = TimeSpan.FromHours(1);

    /// <summary>Whoever presses a button waits for this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Team, string Email), SlackPerson> _byEmail = new();
    private readonly ConcurrentDictionary<(string Team, string User), SlackPerson> _byId = new();
    private readonly Lock _gate = new();
    private bool _loaded;

    /// <summary>Everybody of whom Slack was asked.</summary>
    public IReadOnlyCollection<SlackPerson> All
    {
        get
        {
            Load();
            return [.. _byEmail.Values];
        }
    }

    /// <summary>From memory alone.</summary>
    public SlackPerson? Recall(string team, string email)
    {
        Load();
        return _byEmail.GetValueOrDefault((team, email.ToLowerInvariant()));
    }

    public bool IsFresh(SlackPerson? person) => person is not null
        && machineClock.GetUtcNow() - person.CheckedAt is var age && age < (person.Standing == SlackStanding.Unknown ? Unknown : Known) && age > -Known;

    /// <summary>Asks Slack who has an address.</summary>
    /// <returns>Null if Slack could not be asked; what is remembered stays.</returns>
    public async Task<SlackPerson?> LookUpAsync(Installation installation, string email, CancellationToken cancellation)
    {
        if (installation.Team is not { } team)
            return null;
        var reply = await caller.CallAsync(team.TeamId, "users.lookupByEmail", new Dictionary<string, string?> { ["email"] = email }, cancellation);
        var person = reply switch
        {
            SlackReply.Ok ok when ok.Body.At("user") is { } user => SlackPerson.Read(user, team.TeamId, team.Enterprise, machineClock.GetUtcNow()),
            SlackReply.Refused { Error: "users_not_found" or "user_not_found" } =>
                new SlackPerson(team.TeamId, "", email, null, null, SlackStanding.Unknown, null, machineClock.GetUtcNow()),
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
        Load();
        var known = _byId.GetValueOrDefault((teamId, userId));
        if (IsFresh(known))
            return known;
        var reply = await caller.CallAsync(teamId, "users.info", new Dictionary<string, string?> { ["user"] = userId }, Patience, cancellation);
        if (reply is SlackReply.Ok ok && ok.Body.At("user") is { } user
            && SlackPerson.Read(user, teamId, installations.OfTeam(teamId)?.Team?.Enterprise, machineClock.GetUtcNow()) is { } person)
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
        Load();
        if (SlackPerson.Read(user, teamId, installations.OfTeam(teamId)?.Team?.Enterprise, machineClock.GetUtcNow()) is not { } person
            || !_byId.TryGetValue((teamId, person.UserId), out var before))
            return null;
        // The event may leave the address out.
        await KeepAsync(person with { Email = person.Email ?? before.Email }, cancellation);
        if (before.Email is { } former && person.Email is { } now && former != now)
            await KeepAsync(before with { Standing = SlackStanding.Unknown, UserId = "", CheckedAt = machineClock.GetUtcNow() }, cancellation);
        return person.Email ?? before.Email;
    }

    private async Task KeepAsync(SlackPerson person, CancellationToken cancellation)
    {
        if (person.UserId.Length > 0)
            _byId[(person.Team, person.UserId)] = person;
        if (person.Email is not { } email)
            return;
        var before = _byEmail.GetValueOrDefault((person.Team, email));
        _byEmail[(person.Team, email)] = person;
        if (memory.Keeps && before != person)
            await values.SetAsync(Scope, $"{person.Team}/{email}", JsonSerializer.Serialize(person), cancellation);
    }

    /// <summary>Once, at the first question: whoever asks for a place cannot wait, and values answer from a local file or memory.</summary>
    private void Load()
    {
        if (Volatile.Read(ref _loaded))
            return;
        lock (_gate)
        {
            if (_loaded)
                return;
            foreach (string json in values.ListAsync(Scope, CancellationToken.None).GetAwaiter().GetResult().Values)
            {
                if (JsonSerializer.Deserialize<SlackPerson>(json) is not { } person)
                    continue;
                if (person.Email is { } email)
                    _byEmail.TryAdd((person.Team, email), person);
                if (person.UserId.Length > 0)
                    _byId.TryAdd((person.Team, person.UserId), person);
            }

            Volatile.Write(ref _loaded, true);
        }
    }
}
