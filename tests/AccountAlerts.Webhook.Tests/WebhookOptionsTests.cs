using System.ComponentModel.DataAnnotations;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Webhook.Tests;

public sealed class WebhookOptionsTests
{
    private const string Secret = FakeWebhook.DefaultSecret;

    public static TheoryData<string?, string?, string, string, string?> Table => new()
    {
        { null, null, "default", "", null },
        { "https://alerts.example.com/hook", Secret, "default", "", null },
        { "http://localhost:9000", Secret, "default", "", null },
        { "http://127.0.0.1:9000/a/b/", Secret, "default", "", null },
        { "http://[::1]:9000", Secret, "default", "", null },
        // Customers' names do not travel in the open.
        { "http://alerts.example.com", Secret, "default", "", "Url" },
        { "https://user:word@alerts.example.com", Secret, "default", "", "Url" },
        { "https://alerts.example.com/hook?x=1", Secret, "default", "", "Url" },
        { "https://alerts.example.com/hook#x", Secret, "default", "", "Url" },
        { "https://alerts.example.com", null, "default", "", "Secret" },
        { "https://alerts.example.com", "only-thirty-one-characters-long", "default", "", "Secret" },
        { null, Secret, "default", "", "Url" },
        { "https://alerts.example.com", Secret, "", "", "Workspace" },
        { "https://alerts.example.com", Secret, "a\nb", "", "Workspace" },
        { "https://alerts.example.com", Secret, "default", "dana", "Readers" },
        { "https://alerts.example.com", Secret, "default", "#", "Readers" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_fault_names_its_key_and_never_the_secret(string? url, string? secret, string workspace, string readers, string? fault)
    {
        var options = new WebhookOptions
        {
            Url = url is null ? null : new Uri(url), Secret = secret, Workspace = workspace,
            Readers = readers.Split(',', StringSplitOptions.RemoveEmptyEntries),
        };

        var faults = options.Validate(new ValidationContext(options)).ToList();

        Assert.Equal(fault is null ? [] : [fault], faults.SelectMany(each => each.MemberNames));
        Assert.All(faults, each => Assert.DoesNotContain(secret ?? "\0", each.ErrorMessage));
        Assert.All(faults, each => Assert.DoesNotContain("word", each.ErrorMessage));
    }

    [Fact]
    public void Without_settings_there_is_no_webhook()
    {
        var options = new WebhookOptions();

        Assert.False(options.IsSet);
        Assert.Equal(("default", TimeSpan.FromSeconds(10)), (options.Workspace, options.Timeout));
        Assert.Empty(options.Readers);
        Assert.Null(options.ConversationEvery);
    }

    [Fact]
    public void A_limit_per_conversation_is_for_the_dispatcher_to_keep()
    {
        var options = new WebhookOptions { Url = new Uri("http://127.0.0.1:9"), Secret = Secret };
        using var free = new WebhookPlatform(options, TimeProvider.System);
        options.ConversationEvery = TimeSpan.FromSeconds(1);
        using var limited = new WebhookPlatform(options, TimeProvider.System);

        Assert.Equal(PlatformLimits.None, free.Limits);
        Assert.Equal(new Rate(TimeSpan.FromSeconds(1)), limited.Limits.Conversation);
    }
}
