using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Engine.Tests.Templating;

public sealed class AlertWordsTests
{
    private static readonly DateOnly Today = new(2026, 6, 5);

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "{{account}}", "{{{x}}}", "<!channel>", "<@U123>", "[x](http://evil.example)", "![x](http://evil.example/a.png)",
        "*bold*", "**bold**", "_under_", "`code`", "``` fence", "# heading", "- item", "1. item", "> quote", "    indented", "| a | b |", "---", "http://evil.example",
        "<http://evil.example>", "&lt;b&gt;", "a\\*b", "\\", "\u202Egnihton\u202C", "a\nb\n\nc", "\u0000\u0007", "\uD800", "Ünïcödé 株式会社 👩‍👩‍👧", "\uE000\uE1FF", "**", "a\u200Bb",
        new string('x', 10_000), new string('*', 10_000), "",
    ];

    [Fact]
    public async Task A_name_is_shown_verbatim_and_never_becomes_a_style_a_block_or_a_link()
    {
        var template = await TemplateAsync("{{account}} did **much** of it.\n\n- first {{account}}\n- **{{account}}**\n\n# About {{account}}", "Hello {{account}}");
        var names = Gen.OneOf(
            Gen.Elements(Hostile), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.ListOf(Gen.Elements(Hostile)).Select(parts => string.Concat(parts)));
        var plain = Render(template, "Amber Health");
        Prop.ForAll(names.ToArbitrary(), name =>
        {
            var shown = PlainText.Clean(name) is { Length: > 0 } clean ? clean : "the account";
            var words = Render(template, name);
            return words.Title == PlainText.Clean($"Hello {shown}", 300)
                && Shape(words.Body).SequenceEqual(Shape(plain.Body))
                && Texts(words.Body).SequenceEqual(Texts(plain.Body).Select(text => text.Replace("Amber Health", shown, StringComparison.Ordinal)))
                && Spans(words.Body).All(span => span.Url is null);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_cleaned_text_is_one_line_without_marks_that_turn_it_round() =>
        Prop.ForAll(Gen.ListOf(Gen.OneOf(Gen.Elements(Hostile), ArbMap.Default.GeneratorFor<string>())).Select(string.Concat).ToArbitrary(), text =>
        {
            var clean = PlainText.Clean(text);
            return clean.Length <= PlainText.DefaultLimit && clean == PlainText.Clean(clean) && !clean.Any(c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u200F')
                && clean.Trim() == clean;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_name_ends_in_an_ellipsis()
    {
        var clean = PlainText.Clean(string.Concat(Enumerable.Repeat("👩", 5_000)));
        Assert.EndsWith("👩…", clean, StringComparison.Ordinal);
        Assert.InRange(clean.Length, 118, PlainText.DefaultLimit);
    }

    [Fact]
    public async Task Markdown_of_the_template_becomes_blocks_and_its_links_become_text()
    {
        var template = await TemplateAsync("# Head\n\nA *little* **more** `code` &amp; [docs](https://example.com)\\\nnext\n\n1. one\n   - inner\n2. two\n\n> said\n\n    block");
        Assert.Equal(
            [
                "Heading: Head", "Paragraph: A |little|e |more|s |code|c & docs (https://example.com) next", "BulletList: one inner/two", "Paragraph: said",
                "Paragraph: |block|c",
            ],
            Render(template, "Acme").Body.Select(Describe));
    }

    [Fact]
    public async Task Fields_are_facts_with_units_and_have_words_for_what_is_not_known()
    {
        var template = await TemplateAsync(
            "{{account}}; {{segment}}; {{arr}}; {{seats}}; {{owner}}; {{champion}}; {{subject}}; {{due}}; {{renewal}}; "
            + "{{value \"adoption.ratio\"}}; {{change \"usage.change_14d\"}}; {{times \"champion.silence_vs_usual\"}}; {{value \"champion.named\"}}");
        var known = new FakeReader()
            .With("account.segment", "enterprise").With("account.arr", 48_000).With("account.seats", 1_240).With("champion.days_silent", 9, "Ines Ortega")
            .With("renewal.days_left", 11).With("adoption.ratio", 0.615).With("usage.change_14d", -0.408).With("champion.silence_vs_usual", 2.25)
            .With("champion.named", true);
        Assert.Equal(
            "Acme; enterprise; EUR 48,000; 1,240; Dana Reyes; Ines Ortega; Acme; Tue 9 Jun; in 11 days (16 Jun 2026); 62 %; down 41 %; 2.3 times; yes",
            Texts(Render(template, "Acme", known, owner: "Dana Reyes").Body).Single());
        // A reason is no part of a sentence: it is said once, below.
        Assert.Equal(
            [
                "Acme; no tier; ARR not known; seats not known; No CSM; the main contact; Acme; Tue 9 Jun; no renewal date; unknown; unknown; unknown; unknown",
                "Unknown: active people against seats, champion is named, change of use in 14 days, the champion's silence against their usual gap (not connected).",
            ],
            Texts(Render(template, "Acme").Body));
    }

    [Fact]
    public async Task Blocks_choose_by_what_is_known_and_by_conditions_and_an_unknown_one_is_not_true()
    {
        var template = await TemplateAsync(
            "{{#if owner}}owned{{else}}unowned{{/if}} {{#unless champion}}nobody{{/unless}} "
            + "{{#when 'health.score < 50 or account.segment is \"smb\"'}}low{{else}}{{#when \"champion.named\"}}named{{else}}neither{{/when}}{{/when}}");
        Assert.Equal("unowned nobody neither", Texts(Render(template, "Acme").Body).Single());
        Assert.Equal("unowned nobody low", Texts(Render(template, "Acme", new FakeReader().With("account.segment", "SMB")).Body).Single());
        Assert.Equal("owned  named", Texts(Render(template, "Acme", new FakeReader().With("champion.days_silent", 3, "Ines").With("champion.named", true), "Dana").Body).Single());
    }

    [Fact]
    public async Task What_was_seen_lists_what_held_in_the_readers_words()
    {
        var template = await TemplateAsync("Body");
        var condition = Assert.IsType<ParsedCondition.Valid>(ConditionParser.Parse(
            "adoption.ratio < 60% and (champion.days_silent >= 7d or account.arr > 50000) and account.segment in [\"smb\"]", SignalVocabulary.Catalogue)).Condition;
        var reader = new FakeReader().With("adoption.ratio", 0.4).With("champion.days_silent", 1).With("account.arr", 60_000).With("account.segment", "smb");
        var words = new AlertWords(SignalVocabulary.Catalogue).Render(
            template, new TriggerResult("example", Account("Acme"), TriggerState.Firing, Severity.High, condition.Evidence(reader)), Context("Acme", reader));
        Assert.Equal(
            [
                "active people against seats: 40 % (below 60 %)", "annual recurring revenue: EUR 60,000 (above EUR 50,000)", "segment: smb",
            ],
            words.Evidence);
    }

    [Theory]
    [InlineData("2d", "Mon 8 Jun")]
    [InlineData("2 days", "Mon 8 Jun")]
    [InlineData("1 working day", "Mon 8 Jun")]
    [InlineData("6 working days", "Mon 15 Jun")]
    [InlineData("2 weeks", "Fri 19 Jun")]
    public void A_due_date_counts_from_the_day_the_alert_opened(string due, string expected) =>
        Assert.Equal(expected, ReadableValue.NearDate(Assert.IsType<Due>(Due.Parse(due)).From(Today, Due.MondayToFriday)));

    [Theory]
    [InlineData(0.615, Unit.Ratio, "62 %")]
    [InlineData(0.004, Unit.Ratio, "0.4 %")]
    [InlineData(-0.4, Unit.Ratio, "-40 %")]
    [InlineData(1, Unit.Days, "1 day")]
    [InlineData(9, Unit.Days, "9 days")]
    [InlineData(1240, Unit.Count, "1,240")]
    [InlineData(119.6, Unit.Count, "120")]
    [InlineData(2.5, Unit.Count, "2.5")]
    [InlineData(-0.04, Unit.Count, "0")]
    [InlineData(12000.4, Unit.Money, "EUR 12,000")]
    public void Numbers_carry_their_unit(double number, Unit unit, string expected) =>
        Assert.Equal(expected, ReadableValue.Of(SignalValue.Of(number), unit, "EUR"));

    private static async Task<AlertTemplate> TemplateAsync(string body, string title = "Something changed")
    {
        using var folder = new AlertFolder().With(
            "alerts/example.md", AlertFolder.Good(title: title, body: body).Replace("due: 2 days", "due: 2 working days", StringComparison.Ordinal));
        var set = await folder.RefreshAsync();
        Assert.Empty(set.Faults);
        return set.Templates.Single();
    }

    private static CauseWords Render(AlertTemplate template, string name, ISignalReader? reader = null, string? owner = null) =>
        new AlertWords(SignalVocabulary.Catalogue).Render(
            template, new TriggerResult("example", Account(name), TriggerState.Firing, Severity.High, []), Context(name, reader ?? new FakeReader(), owner));

    private static AlertContext Context(string name, ISignalReader reader, string? owner = null) => new(reader, name, "EUR", owner, Today, Today);

    private static Subject Account(string name) => new(SubjectKind.Account, "acme", name);

    private static IEnumerable<IReadOnlyList<Span>> Runs(IReadOnlyList<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Heading heading => [heading.Spans],
        Paragraph paragraph => [paragraph.Spans],
        BulletList list => list.Items,
        _ => (IEnumerable<IReadOnlyList<Span>>)[],
    });

    private static IEnumerable<Span> Spans(IReadOnlyList<Block> blocks) => Runs(blocks).SelectMany(run => run);

    private static IEnumerable<string> Texts(IReadOnlyList<Block> blocks) => Runs(blocks).Select(run => string.Concat(run.Select(span => span.Text)));

    private static IEnumerable<string> Shape(IReadOnlyList<Block> blocks) =>
        blocks.Select(block => $"{block.GetType().Name}: {string.Join(",", Spans([block]).Select(span => span.Style))}");

    private static string Describe(Block block) => $"{block.GetType().Name}: " + string.Join('/', Runs([block]).Select(run => string.Concat(run.Select(span => span.Style switch
    {
        SpanStyle.Emphasis => $"|{span.Text}|e",
        SpanStyle.Strong => $"|{span.Text}|s",
        SpanStyle.Code => $"|{span.Text}|c",
        _ => span.Text,
    }))));
}
