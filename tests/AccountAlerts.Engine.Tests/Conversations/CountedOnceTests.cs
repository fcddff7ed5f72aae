using System.Reflection;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Asked;
using AccountAlerts.Engine.Conversations.Said;

namespace AccountAlerts.Engine.Tests.Conversations;

/// <summary>What may come twice without being remembered: only what the store knows by its name, or what changes nothing.</summary>
public sealed class CountedOnceTests
{
    private static readonly string[] Questions =
    [
        "why acme", "acme", "mine", "alerts", "queue", "muted", "precision", "history acme", "what is adoption", "help", "brief acme", "people acme",
        "person acme ines", "portfolio", "renewals", "list where arr > 5",
    ];

    private static readonly string[] Others =
    [
        "digest", "settings", "away until friday", "back", "open", "ack acme", "snooze acme until friday", "done acme: called them", "hand acme to lee",
        "tell sponsor acme", "note acme: x", "log acme call", "called acme", "sentiment acme red: x", "override acme healthy: x", "champion acme: Ines Roth",
        "quiet acme until friday", "undo acme", "same acme: Ines Roth = i.roth", "apart acme: Ines Roth",
    ];

    [Fact]
    public void Only_what_is_asked_is_a_question()
    {
        Assert.All(Questions, text => Assert.True(CountedOnce.IsQuestion(text), text));
        Assert.All(Others, text => Assert.False(CountedOnce.IsQuestion(text), text));
    }

    [Fact]
    public void Every_kind_of_command_was_looked_at()
    {
        var seen = Questions.Concat(Others).Select(text => CommandParser.Parse(text).GetType()).ToHashSet();
        Type[] unseen =
        [
            .. ((Type[])[typeof(Command), typeof(Question), typeof(SaidCommand)])
                .SelectMany(type => type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic))
                .Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract && !seen.Contains(type)),
        ];
        Assert.Empty(unseen);
    }

    [Fact]
    public void Buttons_that_are_no_acts_on_alerts_are_remembered()
    {
        string[] remembered =
        [
            .. typeof(Actions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Where(action => !CountedOnce.IsAct(action))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal([Actions.Command, Actions.NameChampion, Actions.Notice, Actions.OpenInCrm], remembered);
        Assert.False(CountedOnce.IsAct("fly"));
    }
}
