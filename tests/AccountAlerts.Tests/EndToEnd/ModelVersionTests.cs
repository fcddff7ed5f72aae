using System.Globalization;
using System.Text;
using System.Text.Json;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>The model behind the score changes: by the settings at once, by an upgrade only when somebody wants it.</summary>
public sealed class ModelVersionTests
{
    private const string Olga = "olga@example.com";
    private static readonly DateTimeOffset Start = new(2026, 6, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_change_of_the_settings_is_a_cause_of_its_own_and_is_marked_on_the_course()
    {
        using Installation at = new();
        Model(at, hundred: 10);
        await using (var product = await StartAsync(at, Start))
        {
            await product.TakeAsync(Facts(Start));
            await product.TickAsync();
        }

        Model(at, hundred: 20);
        await using var later = await StartAsync(at, Start.AddDays(10));
        await later.TickAsync();
        var why = Assert.IsType<WhyReport.Found>(await later.Service<IReports>().WhyAsync("amber-health", new DateOnly(2026, 6, 20), 5, default));
        JsonElement json = JsonDocument.Parse(why.Json).RootElement;

        Assert.Equal((80, 40), (json.GetProperty("from").GetProperty("score").GetInt32(), json.GetProperty("to").GetProperty("score").GetInt32()));
        Assert.Equal(("configuration", -40), Assert.Single(json.GetProperty("causes").EnumerateArray().Select(cause => (cause.GetProperty("part").GetString(), cause.GetProperty("points").GetInt32()))));
        Assert.Contains(why.Answer.Blocks.OfType<Paragraph>(), said => said.Spans[0].Text == "The model behind the score changed on 20 Jun 2026.");

        using HttpClient browser = await later.BrowserAsync(Olga);
        string page = await browser.GetStringAsync("/accounts/amber-health");
        Assert.Contains("The model changed on 20 Jun 2026", page, StringComparison.Ordinal);
        Assert.Contains("class=\"mark\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_default_waits_beside_the_old_one_until_somebody_adopts_it()
    {
        using Installation at = new();
        await using (var product = await StartAsync(at, Start))
        {
            await product.TakeAsync(Facts(Start));
            await product.TickAsync();
            Assert.Empty(await product.InboxAsync(Olga));
            await AdoptedBeforeAsync(product, new HealthModels([new HealthModel("standard", [], [], [new("sentiment", "Sentiment", "nps.latest", 0, 10, 1)])]));
        }

        await using var upgraded = await StartAsync(at, Start.AddDays(1));
        await upgraded.TickAsync();
        Assert.Equal(80, await ScoreAsync(upgraded, Start.AddDays(1)));
        var told = Assert.Single(await upgraded.InboxAsync(Olga));
        Assert.Equal("A newer health model is ready", told.Message.Text);
        string said = string.Join(' ', told.Message.Blocks.OfType<Paragraph>().SelectMany(block => block.Spans).Select(span => span.Text));
        Assert.Contains("of 1 customers would change band", said, StringComparison.Ordinal);
        Assert.Contains(told.Message.Blocks.OfType<BulletList>(), list => list.Items[0][0].Text.StartsWith("Amber Health 80 → ", StringComparison.Ordinal));

        at.Settings["Clock:Now"] = Start.AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        JsonElement check = JsonDocument.Parse(await at.ResultAsync("check", "--json")).RootElement;
        Assert.Equal(["in force", "waiting"], check.GetProperty("models").EnumerateArray().Select(row => row.GetProperty("state").GetString()!));
        Assert.Contains(check.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("text").GetString()!.Contains("Amber Health 80 → ", StringComparison.Ordinal));

        await upgraded.ClickAsync(Olga, Actions.Notice, told);
        await upgraded.TickAsync();
        Assert.NotEqual(80, await ScoreAsync(upgraded, Start.AddDays(1)));
        Assert.Equal("The newer health model is in force", Assert.Single(await upgraded.InboxAsync(Olga)).Message.Text);
        Assert.Equal("Already over.", (await upgraded.ClickAsync(Olga, Actions.Notice, told)).Message?.Text);
    }

    /// <summary>As the release before left it.</summary>
    private static async Task AdoptedBeforeAsync(RunningProduct product, HealthModels models)
    {
        IProductValues values = product.Service<IProductValues>();
        string hash = HealthModelHash.Of(models);
        foreach (string key in (await values.ListAsync("$models", default)).Keys)
            await values.SetAsync("$models", key, null, default);
        await values.SetAsync("$models", "text/" + hash, JsonSerializer.Serialize(models, JsonSerializerOptions.Web), default);
        await values.SetAsync("$models", "day/2026-06-10", hash, default);
        await values.SetAsync("$models", "adopted", hash, default);
    }

    private static async Task<int> ScoreAsync(RunningProduct product, DateTimeOffset now)
    {
        var why = Assert.IsType<WhyReport.Found>(await product.Service<IReports>().WhyAsync("amber-health", DateOnly.FromDateTime(now.UtcDateTime), 1, default));
        return JsonDocument.Parse(why.Json).RootElement.GetProperty("to").GetProperty("score").GetInt32();
    }

    private static void Model(Installation at, int hundred)
    {
        at.Settings["Health:Models:own:Components:sentiment:Signal"] = "nps.latest";
        at.Settings["Health:Models:own:Components:sentiment:Hundred"] = hundred.ToString(CultureInfo.InvariantCulture);
        at.Settings["Health:Models:own:Components:sentiment:Weight"] = "1";
    }

    private static Task<RunningProduct> StartAsync(Installation at, DateTimeOffset now) => RunningProduct.StartAsync(at, clock: new FakeClock(now));

    private static (string, string)[] Facts(DateTimeOffset now)
    {
        StringBuilder usage = new("account_id,person_id,date,metric,value\n");
        for (int back = 1; back <= 300; back++)
            usage.Append(CultureInfo.InvariantCulture, $"amber-health,ines,{now.AddDays(-back):yyyy-MM-dd},reports,5\n");
        return
        [
            ("accounts.csv", "account_id,name,seats,created_on,owner_email\namber-health,Amber Health,1,2024-01-08,dana@example.com\n"),
            ("feedback.csv", "account_id,date,kind,score\namber-health,2026-05-20,nps,8\n"),
            ("usage.csv", usage.ToString()),
            ("team.csv", $"email,name,role,time_zone\n{Olga},Olga,operations,UTC\ndana@example.com,Dana,csm,UTC\n"),
        ];
    }
}
