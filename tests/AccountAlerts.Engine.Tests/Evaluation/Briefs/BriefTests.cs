using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation.Briefs;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Engine.Tests.Evaluation.Briefs;

public sealed class BriefTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    private static readonly string[] Parts = ["1. Outcomes", "2. Value proof", "3. Risks and blockers", "4. Next quarter", "5. Growth"];

    [Fact]
    public void It_has_five_parts_in_order_whatever_is_known()
    {
        Assert.Equal(Parts, Headings(Words(new AccountBuilder())));
        Assert.Equal(Parts, Headings(Words(Thriving())));
    }

    [Fact]
    public void What_was_reached_and_what_they_did_is_told_with_numbers_beside_the_quarter_before()
    {
        string brief = Text(Words(Thriving()));

        Assert.Contains("First win: reached on 12 Feb 2024, 8 days early", brief);
        Assert.Contains("Habits: due on 5 Jul 2026", brief);
        Assert.Contains("Reports: 182 in 13 weeks, 182 in the 13 before (unchanged)", brief);
        Assert.Contains("Actions in each four weeks, the latest last: 56, 56, 56, 56, 56, 56", brief);
    }

    [Fact]
    public void The_next_quarter_has_two_or_three_priorities_each_with_an_owner_and_a_day()
    {
        string[] steps = [.. Words(Thriving()).OfType<BulletList>().Single(list => list.Ordered).Items.Select(item => string.Concat(item.Select(span => span.Text)))];

        Assert.InRange(steps.Length, 2, 3);
        Assert.All(steps, step => Assert.Matches(@"\(Dana Reyes, due .+2026\)$", step));
    }

    [Fact]
    public void Growth_is_a_topic_only_once_outcomes_and_value_stand()
    {
        Assert.Contains("Outcomes and value stand", Text(Words(Thriving())));
        Assert.Contains("Not this time: no outcome is on record as reached", Text(Words(new AccountBuilder().UsesDaily("ines", "feature.reports", Today.AddDays(-200), Today))));
        Assert.Contains("Not this time: a goal is past its day", Text(Words(Thriving().Milestone("rollout", Today.AddDays(-3)))));
        Assert.Contains("Not this time: their use is not known", Text(Words(new AccountBuilder().Milestone("first_value", null, Today.AddDays(-300)))));
        Assert.Contains("Not this time: their use is down", Text(Words(Thriving(through: Today.AddDays(-45)))));
        Assert.Contains("90 % of the seats are taken", Text(Words(Thriving().Uses(null, "seats_used", Today, 9).Seats(10, Today))));
    }

    [Fact]
    public void An_operators_own_words_win_and_a_faulty_file_leaves_the_shipped_one_in_force()
    {
        using var folder = new TemporaryFolder();
        folder.Write("brief.md", "# {{account}}, shipped\n");
        var template = new BriefTemplate(new TemplateFolder(folder.Path), SignalVocabulary.Catalogue);
        var words = new BriefWords(template, SignalVocabulary.Catalogue);

        Assert.Equal(["Amber Health, shipped"], Headings(words.Of(Input(Thriving()))));
        folder.Write("own/brief.md", "# {{account}}, ours\n{{#each outcomes}}\n- {{this}}\n{{/each}}\n");
        Assert.Equal(["Amber Health, ours"], Headings(words.Of(Input(Thriving()))));
        folder.Write("own/brief.md", "# {{acount}}\n{{#each outcome}}{{account}}{{/each}}\n{{this}} {{outcomes}}\n");
        Assert.Equal(["Amber Health, shipped"], Headings(words.Of(Input(Thriving()))));

        string[] faults = [.. template.Faults.Select(fault => fault.ToString())];
        Assert.StartsWith("templates/own/brief.md:1:5: there is no field 'acount'; did you mean account?", faults[0]);
        Assert.Contains(faults, fault => fault.StartsWith("templates/own/brief.md:2:3: #each needs one of the lists outcomes,", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("inside of #each only {{this}} may stand", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("{{this}} stands outside of #each", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("outcomes is a list", StringComparison.Ordinal));
    }

    [Fact]
    public void What_customers_are_called_is_never_read_as_markdown()
    {
        var words = Words(Thriving().Named("**Amber** [x](https://example.com) # {{owner}}"));

        Assert.Contains("**Amber** [x](https://example.com) # {{owner}}: business review", Text(words));
    }

    [Fact]
    public void The_page_about_questions_names_every_field_and_list()
    {
        string page = File.ReadAllText(Clone.In("docs", "questions.md"));

        Assert.All(BriefTemplate.Names.Fields.Concat(BriefTemplate.Names.Lists), name => Assert.Contains($"`{name}`", page));
    }

    private static AccountBuilder Thriving(DateOnly? through = null) => new AccountBuilder().Champion("ines", "Ines Ortega").OwnedBy("dana@example.com")
        .Milestone("first_value", new DateOnly(2024, 2, 20), new DateOnly(2024, 2, 12)).Milestone("habits", Today.AddDays(30)).Seats(2)
        .UsesDaily("ines", "feature.reports", Today.AddDays(-500), through ?? Today, 2);

    private static BriefInput Input(AccountBuilder story) => new(story.View(Today), story.View(Today.AddDays(-BriefInput.Days)), [], AskedAnswers.Team);

    private static IReadOnlyList<Block> Words(AccountBuilder story) =>
        new BriefWords(new BriefTemplate(new TemplateFolder(Clone.In("templates")), SignalVocabulary.Catalogue), SignalVocabulary.Catalogue).Of(Input(story));

    private static string[] Headings(IReadOnlyList<Block> blocks) =>
        [.. blocks.OfType<Heading>().Select(heading => string.Concat(heading.Spans.Select(span => span.Text))).Where(text => !text.EndsWith("business review", StringComparison.Ordinal))];

    private static string Text(IReadOnlyList<Block> blocks) => MessageText.Of(new Message { Text = "", Blocks = blocks });
}
