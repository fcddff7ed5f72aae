using System.Globalization;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Tests.Templating;

public sealed class AlertFaultTests
{
    private const string Rest = "due: 2 days\ntitle: Changed\nplaybook: [Call]\n---\nBody\n";

    public static TheoryData<string, string> Faults => new()
    {
        { "no settings", "1:1: the file must begin with a line of --- and its settings, such as kind and when" },
        { "---\nkind: risk\n", "1:1: the settings that begin here have no closing line of ---" },
        { "---\n---\nBody\n", "2:1: the settings are empty" },
        { "---\n- a\n---\nBody\n", "2:1: the settings must be lines of the form 'name: value'" },
        { "---\nkind: risk\nsevrity: high\nseverity: high\nwhen: champion.named\n" + Rest, "3:1: there is no setting 'sevrity'; did you mean severity?*" },
        { "---\nkind: risk\nseverity: high\nkind: data\nwhen: champion.named\n" + Rest, "4:1: 'kind' is set twice" },
        { "---\nkind: riks\nseverity: high\nwhen: champion.named\n" + Rest, "2:7: 'riks' is no kind; allowed are risk, expansion, onboarding, advocacy, data" },
        { "---\nseverity: high\nwhen: champion.named\n" + Rest, "2:1: 'kind' is missing: risk, expansion, onboarding, advocacy or data" },
        { "---\nkind: risk\nwhen: champion.named\n" + Rest, "2:1: 'severity' is missing: one of low, medium, high, critical*" },
        { "---\nkind: risk\nseverity: huge\nwhen: champion.named\n" + Rest, "3:11: 'huge' is no severity; allowed are low, medium, high, critical" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named and\n" + Rest, "4:25: the end cannot start a comparison*" },
        { "---\nkind: risk\nseverity: high\nwhen: 'health.scor < 50'\n" + Rest, "4:8: there is no signal 'health.scor'; did you mean health.score?" },
        { "---\nkind: risk\nseverity: high\nwhen: >-\n  champion.named\n  and usage.change_14d < 40d\n" + Rest, "6:26: usage.change_14d cannot be compared with 40d*" },
        { "---\nkind: risk\nseverity: high\nwhen: |\n  champion.named and\n    people.active_28 > 3\n" + Rest, "6:5: there is no signal 'people.active_28'; did you mean people.active_28d?" },
        { "---\nkind: risk\nseverity: high\nwhen: \"account.segment is \\\"a\\\" or champoin.named\"\n" + Rest, "4:36: there is no signal 'champoin.named'; did you mean champion.named?" },
        { "---\nkind: risk\nseverity: high\nwhen: person.days_silent > 3d\n" + Rest, "4:7: person.days_silent is about one person; it needs 'each: person'" },
        { "---\nkind: risk\nseverity:\n  - when: champion.named\n    severity: high\nwhen: champion.named\n" + Rest, "4:5: the last entry of 'severity' must have no 'when', so that one always fits" },
        { "---\nkind: risk\nseverity:\n  - severity: high\n  - severity: low\nwhen: champion.named\n" + Rest, "4:5: only the last entry of 'severity' may have no 'when'*" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\nfor: 2w\n" + Rest, "5:6: '2w' does not fit 'for'; allowed are whole days from 1 to 60, such as 3d" },
        { "---\nkind: risk\nseverity: high\nwhen: ticket.csat <= 2\n" + Rest, "4:7: ticket.csat is about one ticket; it needs 'each: ticket'" },
        { "---\nkind: risk\nseverity: high\nwhen: ticket.csat <= 2\neach: invoice\n" + Rest, "4:7: ticket.csat is about one ticket; it needs 'each: ticket'" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\neach: team\n" + Rest, "5:7: 'team'*" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\naudience: [owner, boss]\n" + Rest, "5:19: 'boss' is not allowed in 'audience'*" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\ndue: soon\ntitle: a\nplaybook: [b]\n---\nBody\n", "5:6: 'soon' is no time span; allowed are 2d, 2 days, 2 working days or 1 week, at most 365 days" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\ndue: 1d\ntitle: a {{acount}}\nplaybook: [b]\n---\nBody\n", "6:12: there is no field 'acount'; did you mean account?*" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\ndue: 1d\ntitle: a\nplaybook:\n  - b\n  - c {{segmant}}\n---\nBody\n", "9:9: there is no field 'segmant'; did you mean segment?*" },
        { "---\nkind: risk\nseverity: high\nwhen: champion.named\ndue: 1d\ntitle: a\nplaybook: [b]\n---\n", "9:1: the body is empty; say what changed, with numbers, and why it matters" },
        { "---\nkind: risk\nseverity: high\nwhen: [\n" + Rest, "4:*" },
        { "---\nkind: risk\nseverity: high\nwhen: a: b\n" + Rest, "4:*: this is not YAML: *" },
        { "---\nkind: &a risk\nseverity: high\nwhen: champion.named\n" + Rest, "2:7: this is not YAML: anchors, aliases and tags are not allowed" },
    };

    public static TheoryData<string, string> BodyFaults => new()
    {
        { "{{{account}}}", "1: {{{ is not allowed: it would put a value in unescaped; write {{name}}" },
        { "a <b>bold</b>", "3: HTML is not allowed; for the character itself write \\<" },
        { "<script>alert(1)</script>", "1: HTML is not allowed*" },
        { "<!-- hidden -->", "1: HTML is not allowed*" },
        { "{{&account}}", "3: '&account' is not understood here*" },
        { "{{> other}}", "3: '> other' is not understood here*" },
        { "{{#each people}}x{{/each}}", "3: '#each people' is not understood here; allowed are #if field, #unless field and #when \"condition\"" },
        { "{{account", "1: {{ has no }}" },
        { "\\{{account}}", "1: \\{{ is not allowed; a template cannot show {{" },
        { "{{value}}", "3: value needs a signal's name in quotes, such as {{value \"usage.change_14d\"}}" },
        { "{{value \"usage.chang_14d\"}}", "10: there is no signal 'usage.chang_14d'; did you mean usage.change_14d?" },
        { "{{change \"usage.recent_14d\"}}", "11: change is for shares and changes; write {{value \"usage.recent_14d\"}}" },
        { "{{value \"person.days_silent\"}}", "10: person.days_silent is about one person; it needs 'each: person'" },
        { "{{upper account}}", "3: 'upper account' is not understood here*" },
        { "{{#if account}}x", "3: {{#if}} has no {{/if}}" },
        { "{{#if acount}}x{{/if}}", "7: there is no field 'acount'; did you mean account?*" },
        { "{{#if \"account\"}}x{{/if}}", "3: #if needs a field, such as {{#if champion}}; for a condition write #when" },
        { "{{#when \"health.score < 5d\"}}x{{/when}}", "25: health.score cannot be compared with 5d*" },
        { "{{#when account}}x{{/when}}", "3: #when needs a condition in quotes*" },
        { "{{else}}", "3: else stands outside of a block" },
        { "{{#if account}}a{{else}}b{{else}}c{{/if}}", "28: {{#if}} has two {{else}}" },
        { "{{/if}}", "3: {{/if}} closes nothing" },
        { "{{#if account}}{{/when}}{{/if}}", "18: {{/when}} closes nothing; open is {{#if}}" },
        { "bell \a", "6: the character U+0007 is not allowed" },
        { "\uE000", "1: the character U+E000 is not allowed" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_reported_with_its_line_and_column_in_the_file(string text, string expected)
    {
        using var folder = new AlertFolder().With("alerts/example.md", text);
        var set = await folder.RefreshAsync();
        Matches("templates/alerts/example.md:" + expected, set.Faults[0]);
        Assert.Empty(set.Templates);
    }

    [Theory]
    [MemberData(nameof(BodyFaults))]
    public async Task What_stands_between_braces_is_checked_before_it_is_ever_shown(string body, string expected)
    {
        using var folder = new AlertFolder().With("alerts/example.md", AlertFolder.Good(body: "First line.\n\n" + body));
        var set = await folder.RefreshAsync();
        Matches("templates/alerts/example.md:13:" + expected, set.Faults[0]);
    }

    [Fact]
    public async Task All_faults_of_all_files_come_at_once()
    {
        using var folder = new AlertFolder()
            .With("alerts/one.md", "---\nkind: riks\nsevrity: high\nwhen: health.scor < 50 or champoin.named\ndue: soon\ntitle: a {{b}}\n---\n{{c}} <i>\n")
            .With("alerts/two.md", AlertFolder.Good())
            .With("alerts/three.md", "")
            .With("alerts/Four Four.md", AlertFolder.Good());
        var set = await folder.RefreshAsync();
        string[] places = [.. set.Faults.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Path["templates/alerts/".Length..]}:{f.Line}:{f.Column}"))];
        Assert.Equal(
            [
                "Four Four.md:1:1", "one.md:2:1", "one.md:2:1", "one.md:2:7", "one.md:3:1", "one.md:4:7", "one.md:4:27", "one.md:5:6", "one.md:6:12",
                "one.md:8:3", "one.md:8:7", "three.md:1:1",
            ],
            places);
        Assert.Equal("two", Assert.Single(set.Templates).Trigger.Name);
    }

    [Fact]
    public async Task A_file_from_windows_with_a_byte_order_mark_is_the_same_file()
    {
        using var folder = new AlertFolder().With(
            "alerts/example.md", "\uFEFF" + AlertFolder.Good(when: "health.scor < 50").Replace("\n", "\r\n", StringComparison.Ordinal));
        var set = await folder.RefreshAsync();
        Matches("templates/alerts/example.md:4:7: there is no signal 'health.scor'*", Assert.Single(set.Faults));
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_a_fault_of_its_own()
    {
        using var folder = new AlertFolder().With("alerts/large.md", new string('x', 300_000));
        Matches("templates/alerts/large.md:1:1: the file is larger than 256 KB", Assert.Single((await folder.RefreshAsync()).Faults));
    }

    /// <param name="expected">The whole text, or its beginning before a star; a star in the place stands for any number.</param>
    private static void Matches(string expected, TemplateFault actual)
    {
        var pattern = "^" + string.Join(".*", expected.Split('*').Select(System.Text.RegularExpressions.Regex.Escape)) + "$";
        Assert.Matches(new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.Singleline), actual.ToString());
    }
}
