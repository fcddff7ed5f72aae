using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

internal enum BlockSurface
{
    Message,
    Modal,
    Home,
}

/// <summary>What Slack takes: which block on which surface, and every limit inside. docs.slack.dev/reference/block-kit/blocks.</summary>
internal sealed class BlockRules
{
    private const int MostInMessage = 50;
    private const int MostInView = 100;
    private const int MostInTables = 10_000;
    private const int MostInDataTables = 20_000;
    private const int MostMarkdown = 12_000;

    private static readonly string[] Everywhere = ["actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video", "card"];
    private static readonly string[] NotInModals = ["carousel", "table", "data_table"];
    private static readonly string[] InMessages = ["container", "context_actions", "markdown", "data_visualization", "plan", "task_card"];
    private static readonly string[] InContainers =
        ["actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table", "video"];

    private readonly BlockSurface _surface;
    private readonly IReadOnlySet<string> _refused;
    private readonly JsonCheck _check = new();
    private readonly HashSet<string> _blockIds = new(StringComparer.Ordinal);
    private readonly ElementRules _elements;
    private int _tableText;
    private int _dataTableText;
    private int _markdownText;
    private int _charts;

    private BlockRules(BlockSurface surface, IReadOnlySet<string> refused)
    {
        (_surface, _refused) = (surface, refused);
        _elements = new ElementRules(_check, inModal: surface == BlockSurface.Modal);
    }

    /// <param name="refused">Block types that this workspace does not know.</param>
    /// <returns>Every fault with its place; none if the blocks are fine.</returns>
    public static IReadOnlyList<string> Check(JsonArray blocks, BlockSurface surface, IReadOnlySet<string> refused)
    {
        var rules = new BlockRules(surface, refused);
        rules.All(blocks, "/blocks");
        return rules._check.Faults;
    }

    /// <summary>A modal or Home as a whole. docs.slack.dev/reference/views.</summary>
    public static IReadOnlyList<string> CheckView(JsonObject view, BlockSurface surface, IReadOnlySet<string> refused)
    {
        var rules = new BlockRules(surface, refused);
        var check = rules._check;
        check.OneOf(view, "type", "/view", required: true, surface == BlockSurface.Home ? "home" : "modal");
        if (view["blocks"] is JsonArray blocks)
            rules.All(blocks, "/view/blocks");
        else
            check.Fault("/view", "missing required field: blocks");
        check.String(view, "callback_id", "/view", 255);
        check.String(view, "private_metadata", "/view", 3000);
        check.String(view, "external_id", "/view", 255);
        if (surface == BlockSurface.Modal)
        {
            check.PlainText(view, "title", "/view", 24, required: true);
            check.PlainText(view, "submit", "/view", 24);
            check.PlainText(view, "close", "/view", 24);
            if (view["submit"] is null && (view["blocks"] as JsonArray)?.Any(block => block?["type"]?.ToString() == "input") == true)
                check.Fault("/view", "missing required field: submit");
        }

        check.Only(view, "/view", [
            "type", "blocks", "callback_id", "private_metadata", "external_id", "title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled",
        ]);
        return check.Faults;
    }

    private void All(JsonArray blocks, string path)
    {
        int most = _surface == BlockSurface.Message ? MostInMessage : MostInView;
        if (blocks.Count > most)
            _check.Fault(path, $"no more than {most} items allowed");
        for (int i = 0; i < blocks.Count; i++)
            Block(blocks[i], $"{path}/{i}", nested: false);
        if (_tableText > MostInTables)
            _check.Fault(path, "invalid_table_character_count");
        if (_dataTableText > MostInDataTables)
            _check.Fault(path, "data tables exceed the character limit");
        if (_markdownText > MostMarkdown)
            _check.Fault(path, "markdown blocks exceed the character limit");
        if (_charts > 2)
            _check.Fault(path, "no more than 2 data_visualization blocks allowed");
        if (blocks.Any(block => block?["type"]?.ToString() == "plan") && blocks.Any(block => block?["type"]?.ToString() == "task_card"))
            _check.Fault(path, "a message has a plan or loose task cards, not both");
    }

    private void Block(JsonNode? node, string path, bool nested)
    {
        if (node is not JsonObject block)
        {
            _check.Fault(path, "must be an object");
            return;
        }

        string type = block["type"]?.ToString() ?? "";
        if (_refused.Contains(type) || !Allowed(type, nested))
        {
            _check.Fault(path, $"unsupported type: {type}");
            return;
        }

        if (_check.String(block, "block_id", path, 255) is { Length: > 0 } id && !_blockIds.Add(id))
            _check.Fault(path + "/block_id", "must be unique");
        _check.Only(block, path, ["type", "block_id", .. Fields(type)]);
        Inside(type, block, path);
    }

    private bool Allowed(string type, bool nested)
    {
        if (nested)
            return InContainers.Contains(type);
        return Everywhere.Contains(type) || (_surface != BlockSurface.Modal && NotInModals.Contains(type))
            || (_surface == BlockSurface.Message && InMessages.Contains(type)) || (_surface == BlockSurface.Modal && type == "alert");
    }

    private static string[] Fields(string type) => type switch
    {
        "section" => ["text", "fields", "accessory", "expand"],
        "header" => ["text", "level"],
        "context" or "actions" or "rich_text" or "carousel" or "context_actions" => ["elements"],
        "image" => ["alt_text", "title", "image_url", "slack_file"],
        "input" => ["label", "element", "hint", "optional", "dispatch_action"],
        "markdown" => ["text"],
        "alert" => ["text", "level"],
        "video" => ["video_url", "thumbnail_url", "alt_text", "title", "title_url", "author_name", "provider_name", "provider_icon_url", "description"],
        "card" => ["hero_image", "icon", "slack_icon", "title", "subtitle", "body", "subtext", "actions"],
        "container" => ["title", "rich_text_title", "subtitle", "child_blocks", "width", "icon", "is_collapsible", "default_collapsed", "has_header_divider"],
        "table" => ["rows", "column_settings"],
        "data_table" => ["caption", "rows", "page_size", "row_header_column_index"],
        "data_visualization" => ["title", "chart"],
        "plan" => ["title", "tasks"],
        "task_card" => ["task_id", "title", "status", "details", "output", "sources"],
        _ => [],
    };

    private void Inside(string type, JsonObject block, string path)
    {
        switch (type)
        {
            case "section":
                if (block["text"] is null && block["fields"] is null)
                    _check.Fault(path, "missing required field: text");
                _check.AnyText(block, "text", path, 3000);
                _check.Each(block, "fields", path, 1, 10, (field, at) => _check.TextObject(field, at, 2000));
                if (block["accessory"] is { } accessory)
                    _elements.Check(accessory, path + "/accessory", ElementPlace.Accessory);
                break;
            case "header":
                _check.PlainText(block, "text", path, 150, required: true);
                break;
            case "context":
                _check.Each(block, "elements", path, 1, 10, (element, at) =>
                {
                    if (element?["type"]?.ToString() == "image")
                        _elements.Image(element, at);
                    else
                        _check.TextObject(element, at, 3000);
                });
                break;
            case "actions":
                _check.Each(block, "elements", path, 1, 25, (element, at) => _elements.Check(element, at, ElementPlace.Actions));
                _elements.UniqueActions(block["elements"] as JsonArray, path);
                break;
            case "input":
                _check.PlainText(block, "label", path, 2000, required: true);
                _check.PlainText(block, "hint", path, 2000);
                _elements.Check(block["element"], path + "/element", ElementPlace.Input);
                break;
            case "image":
                _elements.Image(block, path);
                break;
            case "rich_text":
                RichTextRules.Check(_check, block, path);
                break;
            case "markdown":
                _markdownText += _check.String(block, "text", path, MostMarkdown, required: true)?.Length ?? 0;
                break;
            case "alert":
                _check.AnyText(block, "text", path, 200, required: true);
                _check.OneOf(block, "level", path, false, "default", "info", "warning", "error", "success");
                break;
            case "card":
                Card(block, path);
                break;
            case "carousel":
                _check.Each(block, "elements", path, 1, 10, (card, at) => Card(card as JsonObject ?? [], at));
                break;
            case "container":
                _check.PlainText(block, "title", path, 150);
                _check.AnyText(block, "subtitle", path, 150);
                _check.OneOf(block, "width", path, false, "narrow", "standard", "wide", "full");
                _check.Each(block, "child_blocks", path, 1, 10, (child, at) => Block(child, at, nested: true));
                break;
            case "table":
                _tableText += TableRules.Table(_check, block, path);
                break;
            case "data_table":
                _dataTableText += TableRules.DataTable(_check, block, path);
                break;
            case "data_visualization":
                _charts++;
                TableRules.Chart(_check, block, path);
                break;
            case "context_actions":
                _check.Each(block, "elements", path, 1, 5, (element, at) => _elements.Check(element, at, ElementPlace.ContextActions));
                break;
            case "plan":
                _check.String(block, "title", path, 3000, required: true);
                _check.Each(block, "tasks", path, 0, 50, (task, at) => Task(task as JsonObject ?? [], at));
                break;
            case "task_card":
                Task(block, path);
                break;
        }
    }

    private void Card(JsonObject card, string path)
    {
        foreach (string name in (string[])["title", "subtitle"])
            _check.AnyText(card, name, path, 150);
        foreach (string name in (string[])["body", "subtext"])
            _check.AnyText(card, name, path, 200);
        _check.Each(card, "actions", path, 0, 3, (element, at) => _elements.Check(element, at, ElementPlace.Actions));
        if (card["hero_image"] is null && card["title"] is null && card["actions"] is null && card["body"] is null)
            _check.Fault(path, "needs a hero_image, a title, actions or a body");
    }

    private void Task(JsonObject task, string path)
    {
        _check.String(task, "task_id", path, 255, required: true);
        _check.String(task, "title", path, 3000, required: true);
        _check.OneOf(task, "status", path, true, "pending", "in_progress", "complete", "error");
    }
}
