using System.Collections.Concurrent;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Slack.Installations;

namespace AccountAlerts.Slack.People;

/// <summary>Keeps in mind who of the team is in Slack, where and in which zone, and which channels routes name: a bit at a time, within Slack's limits.</summary>
public sealed class SlackRoster(
    SlackInstallations installations, SlackPeople people, SlackChannels channels, NamedReaders named, AlertingMode mode, IPreferences preferences) : IDueWork
{
    /// <summary>Questions of one run: with four runs a minute fewer than the 50 that Slack allows.</summary>
    private const int MostQuestions = 12;

    /// <summary>At start nothing was asked for a while.</summary>
    private const int MostAtStart = 40;

    /// <summary>Zones and first days back that are written down already.</summary>
    private readonly ConcurrentDictionary<string, (string? Zone, DateOnly? Back)> _said = new(StringComparer.Ordinal);

    public string Name => "slack.roster";

    public TimeSpan Every => TimeSpan.FromSeconds(15);

    public Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation) => RefreshAsync(MostQuestions, cancellation);

    /// <summary>Before the first evaluation, so that the first cards go where they belong.</summary>
    public Task<int> StartAsync(CancellationToken cancellation) => RefreshAsync(MostAtStart, cancellation);

    private async Task<int> RefreshAsync(int most, CancellationToken cancellation)
    {
        await installations.RefreshAsync(cancellation);
        int asked = 0;
        var readers = await named.PeopleAsync(cancellation);
        foreach (string email in readers.OrderBy(Urgency).ThenBy(email => email, StringComparer.Ordinal))
        {
            foreach (var installation in installations.All.Where(IsUsable))
            {
                var known = people.Recall(installation.Team!.TeamId, email);
                if (!people.IsFresh(known))
                {
                    if (asked == most)
                        break;
                    asked++;
                    if (await people.LookUpAsync(installation, email, cancellation) is not { } found)
                        break;
                    known = found;
                }

                // Who is in one workspace need not be looked for in the next.
                if (known is { Standing: SlackStanding.Member })
                    break;
            }
        }

        await RememberAsync(readers, cancellation);
        foreach (var installation in installations.All.Where(installation => IsUsable(installation) && !mode.Demo))
        {
            string[] stale = [.. named.Channels.Where(reader => !channels.IsFresh(channels.Recall(installation.Team!.TeamId, reader)))];
            if (stale.Length > 0)
                await channels.RefreshAsync(installation.Team!.TeamId, stale, cancellation);
        }

        return asked;
    }

    private static bool IsUsable(Installation installation) => installation.Team is not null && installation.Sends;

    /// <summary>Who was never asked for comes first.</summary>
    private int Urgency(string email) =>
        installations.All.Any(installation => installation.Team is { } team && people.Recall(team.TeamId, email) is not null) ? 1 : 0;

    /// <summary>What Slack says of zones and absences counts where the team file says nothing.</summary>
    public async Task RememberAsync(IReadOnlyList<string> readers, CancellationToken cancellation)
    {
        foreach (string email in readers)
        {
            var person = installations.All.Where(IsUsable).Select(installation => people.Recall(installation.Team!.TeamId, email))
                .FirstOrDefault(known => known is { Standing: SlackStanding.Member });
            if (person is null)
                continue;
            DateOnly? back = person.AwayUntil is { } end ? ReadersDay.BackOn(person.Zone, end) : null;
            if (_said.TryGetValue(email, out var said) && said == (person.Zone, back))
                continue;
            await preferences.ChangeAsync(
                email, wanted => wanted with { PlatformZone = person.Zone ?? wanted.PlatformZone, PlatformAwayUntil = back }, cancellation);
            _said[email] = (person.Zone, back);
        }
    }
}
