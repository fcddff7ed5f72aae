using System.Text.Json;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>The shapes that scripts rely on, key by key.</summary>
[Collection(SampleCollection.Name)]
public sealed class JsonShapeTests(ImportedSample sample)
{
    private const string Day = "2015-09-01";

    [Fact]
    public async Task Evaluate_prints_one_line_per_account_of_the_day_in_ordinal_order()
    {
        JsonElement[] lines = await EvaluateAsync();

        string[] there = [.. File.ReadLines(Path.Combine(Installation.Sample, "accounts.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => string.CompareOrdinal(cells[6], Day) <= 0).Select(cells => cells[0]).Order(StringComparer.Ordinal)];
        Assert.Equal(there, lines.Select(line => line.GetProperty("account").GetString()!));
        Assert.NotEqual(89, there.Length);
    }

    [Fact]
    public async Task Every_line_of_evaluate_has_exactly_the_promised_keys_and_its_points_sum_to_the_score()
    {
        foreach (JsonElement line in await EvaluateAsync())
        {
            Json.HasKeys(line, "account,at,score,band,coverage,reason,components,triggers");
            Assert.Equal(Day, line.GetProperty("at").GetString());
            Assert.InRange(line.GetProperty("coverage").GetDouble(), 0, 1);
            AssertScore(line);
            foreach (JsonElement component in line.GetProperty("components").EnumerateArray())
            {
                Json.HasKeys(component, "name,signal,value,score,weight,points,exact");
                Json.IsNumberOrNull(component, "score", "points", "exact");
                Assert.True(component.GetProperty("weight").GetDouble() > 0);
            }

            foreach (JsonElement trigger in line.GetProperty("triggers").EnumerateArray())
            {
                Json.HasKeys(trigger, "name,subject,state,severity,evidence");
                Assert.Contains(trigger.GetProperty("state").GetString(), new[] { "firing", "pending", "clear", "unknown" });
                Assert.Contains(trigger.GetProperty("severity").GetString(), new[] { "low", "medium", "high", "critical" });
                Assert.NotEmpty(trigger.GetProperty("subject").GetString()!);
                AssertEvidence(trigger);
            }
        }
    }

    [Fact]
    public async Task Why_has_exactly_the_promised_keys_and_its_points_sum_to_the_change()
    {
        foreach (string account in new[] { "oak-retail", "Helio Software", "nova-robotics", "teal-security" })
        {
            JsonElement why = JsonDocument.Parse(await sample.At.ResultAsync("why", account, "--as-of", Day, "--since", "90d", "--json")).RootElement;
            Json.HasKeys(why, "account,from,to,reason,change,causes,level");
            Json.HasKeys(why.GetProperty("from"), "at,score,band");
            Json.HasKeys(why.GetProperty("to"), "at,score,band,coverage");
            Assert.Equal("2015-06-03", why.GetProperty("from").GetProperty("at").GetString());
            Assert.Equal(Day, why.GetProperty("to").GetProperty("at").GetString());

            int to = why.GetProperty("to").GetProperty("score").GetInt32();
            int change = why.GetProperty("change").GetInt32();
            Assert.Equal(to - why.GetProperty("from").GetProperty("score").GetInt32(), change);
            Assert.Equal(change, why.GetProperty("causes").EnumerateArray().Sum(cause => cause.GetProperty("points").GetInt32()));
            foreach (JsonElement cause in why.GetProperty("causes").EnumerateArray())
            {
                Json.HasKeys(cause, "component,part,points,exact,from,to,unit,evidence");
                Assert.Contains(cause.GetProperty("part").GetString(), new[] { "behaviour", "data", "configuration" });
                AssertEvidence(cause);
            }

            Assert.Equal(100 - to, why.GetProperty("level").EnumerateArray().Sum(line => line.GetProperty("missing_points").GetInt32()));
            foreach (JsonElement line in why.GetProperty("level").EnumerateArray())
                Json.HasKeys(line, "component,missing_points,signal,value");
        }
    }

    [Fact]
    public async Task The_same_question_twice_gets_the_same_bytes()
    {
        foreach (string[] question in new[] { ["evaluate", "--as-of", Day, "--json"], new[] { "why", "oak-retail", "--as-of", Day, "--json" } })
            Assert.Equal(await sample.At.ResultAsync(question), await sample.At.ResultAsync(question));
    }

    [Fact]
    public async Task Backtest_has_exactly_the_promised_keys_and_its_bands_are_those_of_its_rows()
    {
        JsonElement backtest = JsonDocument.Parse(await sample.At.ResultAsync("backtest", "--lead", "90d", "--json")).RootElement;
        Json.HasKeys(backtest, "lead,renewals,churned,auc,bands,rows");
        Assert.Equal((90, 639, 135), (backtest.GetProperty("lead").GetInt32(), backtest.GetProperty("renewals").GetInt32(), backtest.GetProperty("churned").GetInt32()));
        Assert.InRange(backtest.GetProperty("auc").GetDouble(), 0.86, 1);
        JsonElement[] rows = [.. backtest.GetProperty("rows").EnumerateArray()];
        Assert.Equal(639, rows.Length);
        foreach (JsonElement row in rows)
        {
            Json.HasKeys(row, "account,renewal_on,scored_at,score,coverage,outcome");
            Assert.InRange(row.GetProperty("coverage").GetDouble(), 0, 1);
        }

        JsonElement[] bands = [.. backtest.GetProperty("bands").EnumerateArray()];
        Assert.Equal(["critical", "at risk", "healthy"], bands.Select(band => band.GetProperty("band").GetString()));
        foreach (var (band, from, to) in bands.Zip([0, 50, 80], [49, 79, 100]))
        {
            Json.HasKeys(band, "band,renewals,churned");
            JsonElement[] within = [.. rows.Where(row => row.GetProperty("score").GetInt32() is var score && score >= from && score <= to)];
            Assert.Equal(within.Length, band.GetProperty("renewals").GetInt32());
            Assert.Equal(within.Count(row => row.GetProperty("outcome").GetString() == "churned"), band.GetProperty("churned").GetInt32());
        }
    }

    private static void AssertScore(JsonElement line)
    {
        JsonElement score = line.GetProperty("score");
        if (score.ValueKind == JsonValueKind.Null)
        {
            Assert.Equal(JsonValueKind.Null, line.GetProperty("band").ValueKind);
            Assert.NotEmpty(line.GetProperty("reason").GetString()!);
            return;
        }

        int points = score.GetInt32();
        Assert.Equal(points switch { >= 80 => "healthy", >= 50 => "at risk", _ => "critical" }, line.GetProperty("band").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("reason").ValueKind);
        Assert.Equal(points, line.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("points"))
            .Where(value => value.ValueKind == JsonValueKind.Number).Sum(value => value.GetInt32()));
    }

    private static void AssertEvidence(JsonElement holder)
    {
        foreach (JsonElement leaf in holder.GetProperty("evidence").EnumerateArray())
        {
            Json.HasKeys(leaf, "signal,value,unit,compare,threshold,held");
            Assert.Contains(leaf.GetProperty("unit").GetString(), new[] { "count", "ratio", "days", "points", "money", "word", "flag" });
            Assert.Contains(leaf.GetProperty("held").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False, JsonValueKind.Null });
        }
    }

    private async Task<JsonElement[]> EvaluateAsync() => Json.Lines(await sample.At.ResultAsync("evaluate", "--as-of", Day, "--json"));
}
