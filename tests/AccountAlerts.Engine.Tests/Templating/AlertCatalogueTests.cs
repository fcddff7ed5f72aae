using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Engine.Tests.Templating;

public sealed class AlertCatalogueTests
{
    [Fact]
    public async Task Nothing_is_read_again_while_nothing_has_changed()
    {
        using var folder = new AlertFolder().With("alerts/a.md", AlertFolder.Good());
        var first = await folder.RefreshAsync();
        Assert.Same(first, await folder.RefreshAsync());
        folder.With("alerts/b.md", AlertFolder.Good());
        Assert.Equal(["a", "b"], (await folder.RefreshAsync()).Triggers.Select(trigger => trigger.Name));
    }

    [Fact]
    public async Task An_operators_file_wins_over_the_shipped_one_of_the_same_name()
    {
        using var folder = new AlertFolder()
            .With("alerts/a.md", AlertFolder.Good(when: "health.score < 50")).With("own/alerts/a.md", AlertFolder.Good(when: "health.score < 40"))
            .With("own/alerts/mine.md", AlertFolder.Good());
        var set = await folder.RefreshAsync();
        Assert.Equal(["templates/own/alerts/a.md", "templates/own/alerts/mine.md"], set.Templates.Select(template => template.Path));
        Assert.Equal("health.score < 40", set.Triggers[0].When.ToString());
    }

    [Fact]
    public async Task What_changed_beneath_an_operators_file_is_told_until_that_is_saved_anew()
    {
        using var folder = new AlertFolder()
            .With("alerts/a.md", AlertFolder.Good(when: "health.score < 50")).With("own/alerts/a.md", AlertFolder.Good(when: "health.score < 40"));
        Assert.Empty((await folder.RefreshAsync(remember: false)).Beneath);
        folder.Restart();
        Assert.Empty((await folder.RefreshAsync()).Beneath);

        folder.With("alerts/a.md", AlertFolder.Good(when: "health.score < 45"));
        folder.Restart();
        for (int i = 0; i < 2; i++)
        {
            var changed = Assert.Single((await folder.RefreshAsync()).Beneath);
            Assert.Equal(("templates/own/alerts/a.md", "templates/alerts/a.md"), (changed.Path, changed.ShippedPath));
            Assert.Equal(("when: health.score < 50", "when: health.score < 45"), (Assert.Single(changed.Was), Assert.Single(changed.Is)));
        }

        Assert.Contains("\"when: health.score < 45\"", Assert.Single((await new AlertsCheck(folder.Catalogue).RunAsync(default)).Findings).Text);
        folder.With("own/alerts/a.md", AlertFolder.Good(when: "health.score < 42"));
        Assert.Empty((await folder.RefreshAsync()).Beneath);
    }

    [Fact]
    public async Task A_file_that_turns_bad_keeps_its_last_good_version_and_stops_nobody_else()
    {
        using var folder = new AlertFolder().With("alerts/a.md", AlertFolder.Good(when: "health.score < 50")).With("alerts/b.md", AlertFolder.Good());
        await folder.RefreshAsync();
        folder.With("alerts/a.md", AlertFolder.Good(when: "health.score <")).With("alerts/b.md", AlertFolder.Good(when: "health.score < 30"));
        var set = await folder.RefreshAsync();
        Assert.Equal(["health.score < 50", "health.score < 30"], set.Triggers.Select(trigger => trigger.When.ToString()));
        Assert.Single(set.Faults);

        folder.With("alerts/a.md", AlertFolder.Good(when: "health.score < 20"));
        set = await folder.RefreshAsync();
        Assert.Equal("health.score < 20", set.Triggers[0].When.ToString());
        Assert.Empty(set.Faults);
    }

    [Fact]
    public async Task The_last_good_version_survives_a_restart()
    {
        using var folder = new AlertFolder().With("alerts/a.md", AlertFolder.Good(when: "health.score < 50"));
        await folder.RefreshAsync();
        folder.With("alerts/a.md", "broken");
        folder.Restart();
        var set = await folder.RefreshAsync();
        Assert.Equal("health.score < 50", Assert.Single(set.Triggers).When.ToString());
        Assert.Single(set.Faults);
    }

    [Fact]
    public async Task A_bad_file_that_never_was_good_is_off()
    {
        using var folder = new AlertFolder().With("alerts/a.md", "broken");
        Assert.Empty((await folder.RefreshAsync()).Triggers);
    }

    [Fact]
    public async Task A_deleted_file_takes_its_trigger_with_it()
    {
        using var folder = new AlertFolder().With("alerts/a.md", AlertFolder.Good()).With("alerts/b.md", AlertFolder.Good());
        await folder.RefreshAsync();
        folder.Delete("alerts/a.md");
        Assert.Equal(["b"], (await folder.RefreshAsync()).Triggers.Select(trigger => trigger.Name));
    }

    [Fact]
    public async Task Only_good_texts_that_are_new_are_kept_and_only_where_writing_is_allowed()
    {
        var texts = new MemoryTriggerTexts();
        using var folder = new AlertFolder(texts).With("alerts/a.md", AlertFolder.Good()).With("alerts/b.md", "broken");
        await folder.RefreshAsync(remember: false);
        Assert.Empty(texts.Saved);
        folder.Restart();
        await folder.RefreshAsync();
        Assert.Equal(["a"], texts.Saved);
        folder.With("alerts/b.md", AlertFolder.Good());
        await folder.RefreshAsync();
        Assert.Equal(["a", "b"], texts.Saved);
    }

    [Fact]
    public async Task Without_a_folder_there_are_no_triggers()
    {
        using var folder = new AlertFolder();
        var set = await folder.RefreshAsync();
        Assert.Empty(set.Triggers);
        Assert.Empty(set.Faults);
    }
}
