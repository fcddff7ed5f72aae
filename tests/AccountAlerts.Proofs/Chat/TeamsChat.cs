using System.Globalization;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Proofs.Chat;

/// <summary>A Teams that keeps its limits. It cannot be asked for a message: of one that was posted twice the younger copy counts.</summary>
internal sealed class TeamsChat(FakeTeams fake) : ILateChatServer
{
    /// <summary>In what a copy says once it is known to be one.</summary>
    private const string Void = "posted twice by mistake";

    private const int MostPresses = 20;

    /// <summary>Longer than the limits of Teams hold a call back; a busy machine may take longer, and then somebody presses again.</summary>
    private static readonly TimeSpan ChangedWithin = TimeSpan.FromSeconds(10);

    private IEnumerable<TeamsAccept> Posts => fake.Accepted.Where(accept => accept.Kind == TeamsAcceptKind.Post);

    public IEnumerable<ChatCall> Calls
    {
        get
        {
            var copies = Copies().ToHashSet(StringComparer.Ordinal);
            return fake.Accepted.Where(accept => accept.Kind != TeamsAcceptKind.Delete && !copies.Contains(accept.Id))
                .Select(accept => new ChatCall(accept.Kind == TeamsAcceptKind.Post ? ChatVerb.Post : ChatVerb.Edit, accept.Id, accept.Words.Split('\n')[0]));
        }
    }

    /// <summary>Cards that stand there more than once.</summary>
    public long Doubled => Posts.Where(post => post.Key is not null).GroupBy(post => post.Key).Count(same => same.Skip(1).Any());

    public bool CanBeAsked => false;

    public long Edits => fake.Accepted.Count(accept => accept.Kind == TeamsAcceptKind.Edit);

    public string Figures => string.Create(CultureInfo.InvariantCulture,
        $"{Edits} edits, {Copies().Count()} copies of {Doubled} cards, {fake.Calls.Count(call => call.Outcome?.StartsWith("429", StringComparison.Ordinal) == true)} throttled");

    public static async Task<IChatServer> StartAsync()
    {
        var fake = await FakeTeams.StartAsync();
        fake.Limits.On = true;
        return new TeamsChat(fake);
    }

    public void TalkTo(Place place, IEnumerable<string> readers)
    {
        foreach (string email in readers)
            fake.AddUser(email, email[..email.IndexOf('@', StringComparison.Ordinal)]);
        foreach (var (key, value) in fake.Settings)
            place.Settings[key] = value;
    }

    public async Task MeetAsync(Uri service)
    {
        fake.Service = service;
        foreach (var user in fake.Users)
        {
            var answer = await fake.InstallAsync(user);
            Assert.True(answer.Taken, $"{user.Name} was answered with {answer.Status}");
        }
    }

    public async Task<int> UseCopiesAsync(Uri service)
    {
        fake.Service = service;
        var copies = Copies().ToHashSet(StringComparer.Ordinal);
        int used = 0;
        foreach (var (user, copy) in fake.Users.SelectMany(user => fake.Chat(user).Where(post => post.Key is not null && copies.Contains(post.Id)).Select(post => (user, post))))
        {
            // A copy that could not be changed, since too much was asked of Teams at once, is changed at its next use.
            for (int press = 0; press < MostPresses && !IsVoid(copy); press++)
            {
                Assert.True((await fake.PressAsync(user, copy, "Why?")).Taken);
                await Patience.UntilAsync(() => IsVoid(copy), ChangedWithin);
            }

            Assert.True(IsVoid(copy), fake.Story());
            used++;
        }

        return used;
    }

    /// <summary>What the copies that stand there say by now.</summary>
    public IReadOnlyList<string> WordsOfCopies()
    {
        var copies = Copies().ToHashSet(StringComparer.Ordinal);
        return [.. fake.Users.SelectMany(fake.Chat).Where(post => copies.Contains(post.Id)).Select(post => post.Words)];
    }

    public void KillDuring(ChatVerb verb, ChildProcess service) => fake.Script = call =>
    {
        if (!(verb == ChatVerb.Post ? call.Posts : call.Verb == TeamsVerb.Update) || service.HasExited)
            return null;
        Signals.Send(service.Id, Signals.Kill);
        return TeamsFault.ResetAfterAccept;
    };

    public int Standing(string words)
    {
        var ids = PostsWith(words).Select(post => post.Id).ToHashSet(StringComparer.Ordinal);
        return fake.Users.SelectMany(fake.Chat).Count(post => ids.Contains(post.Id));
    }

    public int Posted(string words) => PostsWith(words).Count();

    public void AnswerLate(string words, Task then)
    {
        int late = 1;
        fake.Script = call => call.Posts && call.Body?.ToJsonString().Contains(words, StringComparison.Ordinal) == true && Interlocked.Exchange(ref late, 0) == 1
            ? TeamsFault.AnswerAfter(then)
            : null;
    }

    public void Calm() => fake.Script = _ => null;

    public ValueTask DisposeAsync() => fake.DisposeAsync();

    private bool IsVoid(TeamsPost copy) => fake.Now(copy).Words.Contains(Void, StringComparison.Ordinal);

    /// <summary>A card that is over has no key any more.</summary>
    private IEnumerable<TeamsAccept> PostsWith(string words) => Posts.Where(post => post.Key is not null && post.Words.Contains(words, StringComparison.Ordinal));

    /// <summary>Of messages with one key all but the one that lives: it was posted or changed last, in whichever order the posts were taken, and says nothing of a mistake.</summary>
    private IEnumerable<string> Copies()
    {
        var accepted = fake.Accepted.ToList();
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int at = 0; at < accepted.Count; at++)
            last[accepted[at].Id] = accepted[at].Kind == TeamsAcceptKind.Delete || accepted[at].Words.Contains(Void, StringComparison.Ordinal) ? -1 : at;
        return accepted.Where(accept => accept is { Kind: TeamsAcceptKind.Post, Key: not null }).GroupBy(post => post.Key)
            .SelectMany(same => same.Select(post => post.Id).Distinct().OrderByDescending(id => last[id]).Skip(1)).ToList();
    }
}
