using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Tables and charts. docs.slack.dev/reference/block-kit/blocks/table-block, data-visualization-block.</summary>
internal static class TableRules
{
    /// <returns>Characters of its cells.</returns>
    public static int Table(JsonCheck check, JsonObject block, string path)
    {
        check.Each(block, "rows", path, 1, 100, (row, at) => Row(check, row, at, richHeader: true));
        if (block["column_settings"] is JsonArray settings)
        {
            if (settings.Count > 20)
                check.Fault(path + "/column_settings", "no more than 20 items allowed");
            for (int i = 0; i < settings.Count; i++)
            {
                if (settings[i] is JsonObject setting)
                {
                    check.OneOf(setting, "align", $"{path}/column_settings/{i}", false, "left", "center", "right");
                    check.Only(setting, $"{path}/column_settings/{i}", ["align", "is_wrapped"]);
                }
            }
        }

        return BlockReading.Words(block["rows"]).Length;
    }

    /// <returns>Characters of its cells.</returns>
    public static int DataTable(JsonCheck check, JsonObject block, string path)
    {
        check.String(block, "caption", path, 3000, required: true);
        check.Whole(block, "page_size", path, 1, 100);
        check.Each(block, "rows", path, 2, 201, (row, at) => Row(check, row, at, richHeader: !at.EndsWith("/0", StringComparison.Ordinal)));
        if (block["rows"] is JsonArray rows && rows.Select(row => (row as JsonArray)?.Count).Distinct().Count() > 1)
            check.Fault(path + "/rows", "all rows must have the same number of cells");
        return BlockReading.Words(block["rows"]).Length;
    }

    public static void Chart(JsonCheck check, JsonObject block, string path)
    {
        check.String(block, "title", path, 50, required: true);
        if (block["chart"] is not JsonObject chart)
        {
            check.Fault(path, "missing required field: chart");
            return;
        }

        path += "/chart";
        check.OneOf(chart, "type", path, true, "pie", "bar", "area", "line");
        if (chart["type"]?.ToString() == "pie")
        {
            check.Each(chart, "segments", path, 1, 12, (segment, at) =>
            {
                check.String(segment as JsonObject ?? [], "label", at, 20, required: true);
                if (!(segment?["value"] is JsonValue value && value.TryGetValue(out double size) && size > 0))
                    check.Fault(at + "/value", "must be more than 0");
            });
            return;
        }

        check.Only(chart, path, ["type", "series", "axis_config"]);
        var axis = chart["axis_config"] as JsonObject ?? [];
        string[] categories = [.. (axis["categories"] as JsonArray ?? []).Select(category => category?.ToString() ?? "")];
        if (categories.Length == 0 || categories.Distinct().Count() != categories.Length)
            check.Fault(path + "/axis_config/categories", "must be unique and not empty");
        check.String(axis, "x_label", path + "/axis_config", 50);
        check.String(axis, "y_label", path + "/axis_config", 50);
        check.Each(chart, "series", path, 1, 12, (series, at) => Series(check, series as JsonObject ?? [], at, categories));
        if (chart["series"] is JsonArray all && all.Select(series => series?["name"]?.ToString()).Distinct().Count() != all.Count)
            check.Fault(path + "/series", "names must be unique");
    }

    private static void Series(JsonCheck check, JsonObject series, string path, string[] categories)
    {
        check.String(series, "name", path, 20, required: true);
        check.Each(series, "data", path, 1, 20, (point, at) =>
        {
            check.String(point as JsonObject ?? [], "label", at, 20, required: true);
            if (point?["value"] is not JsonValue value || !value.TryGetValue(out double _))
                check.Fault(at + "/value", "must be a number");
        });
        string[] labels = [.. (series["data"] as JsonArray ?? []).Select(point => point?["label"]?.ToString() ?? "")];
        if (!labels.Order(StringComparer.Ordinal).SequenceEqual(categories.Order(StringComparer.Ordinal)))
            check.Fault(path + "/data", "must hold each category exactly once");
    }

    private static void Row(JsonCheck check, JsonNode? node, string path, bool richHeader)
    {
        if (node is not JsonArray cells || cells.Count is 0 or > 20)
        {
            check.Fault(path, "must be an array of 1 to 20 cells");
            return;
        }

        for (int i = 0; i < cells.Count; i++)
        {
            var cell = cells[i] as JsonObject ?? [];
            switch (cell["type"]?.ToString())
            {
                case "raw_text":
                    check.String(cell, "text", $"{path}/{i}", 10_000, required: true);
                    check.Only(cell, $"{path}/{i}", ["type", "text"]);
                    break;
                case "raw_number":
                    if (cell["value"] is not JsonValue number || !number.TryGetValue(out double _))
                        check.Fault($"{path}/{i}/value", "must be a number");
                    break;
                case "rich_text" when richHeader:
                    RichTextRules.Check(check, cell, $"{path}/{i}");
                    break;
                default:
                    check.Fault($"{path}/{i}", $"unsupported type: {cell["type"]}");
                    break;
            }
        }
    }
}
