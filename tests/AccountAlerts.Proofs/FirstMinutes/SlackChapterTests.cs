using System.Text.RegularExpressions;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Slack;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.FirstMinutes;

/// <summary>Somebody follows the README's chapter on Slack, word by word: its commands as they stand there, its tokens, its words to the bot.</summary>
[Collection(Alone.Name)]
public sealed partial class SlackChapterTests(ITestOutputHelper output)
{
    private const string Program = "dotnet run --project src/AccountAlerts";

    private static readonly string Chapter = Between(
        File.ReadAllText(Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "README.md")), "## Slack in five minutes\n", "\n## ");

    [Fact]
    public async Task From_the_manifest_and_two_tokens_to_the_first_card_that_acts()
    {
        string[] commands = [.. Fence().Matches(Chapter).Select(fence => fence.Groups[1].Value.Trim())];
        Assert.Equal(2, commands.Length);
        await using var slack = await FakeSlack.StartAsync();
        slack.Limits.PerChannel = slack.Limits.PerMethod = true;
        var alex = slack.AddUser("alex@example.com", "Alex Reed", "Europe/Berlin");
        slack.AddChannel("customer-success", SlackChannelFlags.None, alex);
        using var place = new Place();
        // A clone: nothing is set. Only where Slack is, is another place here.
        place.Settings.Clear();
        place.Settings["Slack__ApiUrl"] = slack.ApiUrl.ToString();
        place.Settings["Inbox__Urls"] = "http://127.0.0.1:0";

        // 1. The manifest, pasted and installed.
        Says("From a manifest", "paste that output as JSON", "Install to Workspace");
        slack.Install(await place.RunAsync(Arguments(commands[0])));

        // 2. Two tokens.
        Says("(`xoxb-...`)", "generate one with `connections:write` (`xapp-...`)");
        Assert.StartsWith("xoxb-", slack.BotToken, StringComparison.Ordinal);
        Assert.StartsWith("xapp-", slack.AppToken, StringComparison.Ordinal);

        // 3. The service, with both.
        Says("No public address is needed");
        foreach (Match setting in Setting().Matches(commands[1]))
            place.Settings[setting.Groups[1].Value] = setting.Groups[2].Value == "xoxb-" ? slack.BotToken : slack.AppToken;
        Assert.Equal(4, place.Settings.Count);
        Assert.Empty(Arguments(commands[1]));
        long began = TimeProvider.System.GetTimestamp();
        using var service = ChildProcess.Start(Product.Built, place.Root, place.Settings, "serve", "--contentRoot", place.Root);
        await slack.WhenAsync(() => service.HasExited || slack.Sockets.Open.Count == 2, Place.Long);
        Assert.False(service.HasExited, service.Log);

        // 4. A word to the bot, and a card.
        string hello = Quoted("and write");
        long asked = TimeProvider.System.GetTimestamp();
        await slack.DirectMessageAsync(alex, hello);
        await slack.WhenAsync(() => slack.Direct(alex).Any(message => message.Labels.Contains("Acknowledge")), Place.Long);
        var (waited, whole) = (TimeProvider.System.GetElapsedTime(asked), TimeProvider.System.GetElapsedTime(began));
        Assert.Contains(slack.Direct(alex), message => message.Words.Contains("From now on you are", StringComparison.Ordinal));

        var card = slack.Direct(alex).First(message => message.Labels.Contains("Acknowledge"));
        Assert.Contains(card.Blocks!, block => block!["type"]!.ToString() == "data_visualization");
        Says("Press **Why?**, **Snooze**, or type");
        await slack.ClickAsync(alex, card, "Why?");
        await slack.WhenAsync(() => slack.PrivateTo(alex).Count == 1);
        Assert.Contains("of 100", slack.PrivateTo(alex)[0].Words);
        await slack.ClickAsync(alex, card, "Snooze");
        var form = slack.ModalOf(alex);
        Assert.Equal("Snooze", form?.Title);
        await slack.SubmitAsync(alex, form!, new Dictionary<string, string> { ["until"] = "week" });
        await slack.WhenAsync(() => slack.Now(card).Edits > 0);

        string[] typed = Quoted("or type").Split(' ', 2);
        Assert.True((await slack.SlashAsync(alex, slack.Workspace.DirectMessage(alex), typed[1], typed[0])).Acked);
        Assert.NotEqual("", slack.PrivateTo(alex)[^1].Words);
        Assert.DoesNotContain(slack.Calls, call => call.Outcome == "missing_scope");
        output.WriteLine(System.FormattableString.Invariant($"first card {waited.TotalSeconds:0.0} s after hello, {whole.TotalSeconds:0.0} s after the start"));

        service.Terminate();
        Assert.Equal(ExitCode.Done, await service.EndAsync());
    }

    private static void Says(params string[] words) => Assert.All(words, each => Assert.Contains(each, Chapter, StringComparison.Ordinal));

    /// <summary>What the chapter has in code marks after these words.</summary>
    private static string Quoted(string after) => Between(Chapter[Chapter.IndexOf(after, StringComparison.Ordinal)..], "`", "`");

    private static string[] Arguments(string command)
    {
        string line = command.Split('#')[0].Trim();
        int at = line.IndexOf(Program, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The README starts the product in another way: {command}");
        return [.. line[(at + Program.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "--")];
    }

    private static string Between(string text, string from, string to)
    {
        int begin = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[begin..text.IndexOf(to, begin, StringComparison.Ordinal)];
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(\w+)=(xoxb-|xapp-)\.\.\.")]
    private static partial Regex Setting();
}
