using AccountAlerts.Slack.Tokens;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Slack.Tests.Tokens;

/// <summary>A refresh token works once: whatever dies in between, it is used once, and what it brought is stored before it is used.</summary>
public sealed class TokenVaultTests
{
    /// <summary>Longer than anybody renews.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Two_replicas_that_renew_at_once_renew_once_and_get_the_same_token()
    {
        await using var scene = await VaultScene.StartAsync();
        TokenVault one = scene.Replica(), other = scene.Replica();

        var asked = Task.WhenAll(one.CurrentAsync(scene.Installation, null, default), other.CurrentAsync(scene.Installation, null, default));
        await MovingAsync(scene, asked);
        string?[] tokens = await asked;

        Assert.Equal(1, scene.Attempts);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.True(await scene.WorksAsync(tokens[0]));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_works_until_then()
    {
        await using var scene = await VaultScene.StartAsync();
        var vault = scene.Replica();
        string? first = await vault.CurrentAsync(scene.Installation, null, default);

        scene.Clock.Advance(TimeSpan.FromHours(9.9));
        Assert.Equal(first, await vault.CurrentAsync(scene.Installation, null, default));
        scene.Clock.Advance(TimeSpan.FromHours(0.2));
        string? second = await vault.CurrentAsync(scene.Installation, null, default);

        Assert.NotEqual(first, second);
        Assert.True(await scene.WorksAsync(second));
        Assert.Equal(2, scene.Renewals);
    }

    [Fact]
    public async Task Who_dies_before_asking_Slack_leaves_the_renewal_to_the_next()
    {
        await using var scene = await VaultScene.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => scene.Replica(new FailingValues(scene.Store, 1, int.MaxValue)).CurrentAsync(scene.Installation, null, default));
        Assert.Equal(0, scene.Attempts);

        Assert.True(await scene.WorksAsync(await scene.Replica().CurrentAsync(scene.Installation, null, default)));
        Assert.Equal(1, scene.Renewals);
    }

    [Fact]
    public async Task Who_dies_with_the_intent_stored_and_nothing_asked_costs_a_wait_and_no_token()
    {
        await using var scene = await VaultScene.StartAsync();
        // Slack was never reached, and what would take the intent back is not stored either.
        scene.Slack.Then("oauth.v2.access", SlackFault.Reset);
        await DieAsync(scene);

        var next = scene.Replica().CurrentAsync(scene.Installation, null, default);
        await MovingAsync(scene, next, step: 5);

        Assert.True(await scene.WorksAsync(await next));
        Assert.Equal(1, scene.Renewals);
    }

    [Fact]
    public async Task A_token_that_is_lost_between_Slack_and_the_store_is_named_with_how_to_mend_it_and_Slack_is_asked_no_more()
    {
        await using var scene = await VaultScene.StartAsync();
        var first = scene.Replica();
        string? old = await first.CurrentAsync(scene.Installation, null, default);
        scene.Slack.OldTokenLives = TimeSpan.FromHours(1);
        scene.Clock.Advance(TimeSpan.FromHours(11));
        await DieAsync(scene);
        Assert.Equal(2, scene.Renewals);

        scene.Clock.Advance(Later);
        var next = scene.Replica();
        // What works still is used to its end.
        Assert.Equal(old, await next.CurrentAsync(scene.Installation, null, default));
        string? fault = await next.FaultAsync(scene.Installation, default);
        int attempts = scene.Attempts;
        scene.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await next.CurrentAsync(scene.Installation, null, default));

        Assert.Equal(attempts, scene.Attempts);
        Assert.Contains("invalid_refresh_token", fault);
        Assert.Contains("interrupted", fault);
        Assert.Contains("set Slack:Workspaces:emea:RefreshToken to the new refresh token", fault);

        // As it says: the app is installed again.
        var again = scene.Of(scene.Slack.RotatingTokens().Refresh);
        Assert.True(await scene.WorksAsync(await next.CurrentAsync(again, null, default)));
        Assert.Null(await next.FaultAsync(again, default));
    }

    [Fact]
    public async Task A_token_that_was_used_elsewhere_is_named_as_that()
    {
        await using var scene = await VaultScene.StartAsync();
        var vault = scene.Replica();

        Assert.Null(await vault.CurrentAsync(scene.Of("xoxe-fake-unknown-not-a-secret"), null, default));

        Assert.Contains("used elsewhere", await vault.FaultAsync(scene.Of("xoxe-fake-unknown-not-a-secret"), default));
    }

    [Fact]
    public async Task A_store_that_fails_for_a_moment_gets_the_token_and_nobody_uses_it_before()
    {
        await using var scene = await VaultScene.StartAsync();
        // The intent is stored, what Slack brought is not, five times: longer than one caller waits.
        var vault = scene.Replica(new FailingValues(scene.Store, 2, 5));

        var first = vault.CurrentAsync(scene.Installation, null, default);
        await MovingAsync(scene, first);
        await Assert.ThrowsAsync<IOException>(() => first);
        var second = vault.CurrentAsync(scene.Installation, null, default);
        await MovingAsync(scene, second);

        Assert.True(await scene.WorksAsync(await second));
        Assert.Equal(1, scene.Attempts);
        Assert.Equal(await second, await scene.Replica().CurrentAsync(scene.Installation, null, default));
    }

    [Fact]
    public async Task Who_slept_with_a_new_token_in_hand_stores_it_over_the_mark_of_who_took_over()
    {
        await using var scene = await VaultScene.StartAsync();
        var sleeping = scene.Replica(new FailingValues(scene.Store, 2, 4));
        var first = sleeping.CurrentAsync(scene.Installation, null, default);
        await MovingAsync(scene, first);
        await Assert.ThrowsAsync<IOException>(() => first);

        scene.Clock.Advance(Later);
        var other = scene.Replica();
        Assert.Null(await other.CurrentAsync(scene.Installation, null, default));
        Assert.NotNull(await other.FaultAsync(scene.Installation, default));

        string? token = await sleeping.CurrentAsync(scene.Installation, null, default);
        Assert.True(await scene.WorksAsync(token));
        Assert.Equal(token, await other.CurrentAsync(scene.Installation, null, default));
        Assert.Null(await other.FaultAsync(scene.Installation, default));
    }

    [Fact]
    public async Task An_answer_that_is_lost_on_the_way_is_asked_for_again_and_then_named()
    {
        await using var scene = await VaultScene.StartAsync();
        scene.Slack.Then("oauth.v2.access", SlackFault.ResetAfterAccept);
        var vault = scene.Replica();

        Assert.Null(await vault.CurrentAsync(scene.Installation, null, default));
        Assert.Null(await vault.FaultAsync(scene.Installation, default));
        scene.Clock.Advance(Later);
        Assert.Null(await vault.CurrentAsync(scene.Installation, null, default));

        Assert.Contains("interrupted", await vault.FaultAsync(scene.Installation, default));
    }

    [Fact]
    public async Task A_Slack_that_refuses_for_another_reason_is_asked_again_a_minute_later_and_not_before()
    {
        await using var scene = await VaultScene.StartAsync();
        scene.Slack.Then("oauth.v2.access", SlackFault.Limited(30), SlackFault.Refuse("service_unavailable"));
        var vault = scene.Replica();

        for (int i = 0; i < 5; i++)
            Assert.Null(await vault.CurrentAsync(scene.Installation, null, default));
        Assert.Equal(1, scene.Attempts);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await vault.CurrentAsync(scene.Installation, null, default));
        scene.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await scene.WorksAsync(await vault.CurrentAsync(scene.Installation, null, default)));
        Assert.Equal(3, scene.Attempts);
    }

    [Fact]
    public async Task A_command_renews_nothing()
    {
        await using var scene = await VaultScene.StartAsync();

        Assert.Null(await scene.Replica(serves: false).CurrentAsync(scene.Installation, null, default));
        string? served = await scene.Replica().CurrentAsync(scene.Installation, null, default);
        scene.Clock.Advance(TimeSpan.FromHours(11));

        Assert.Equal(served, await scene.Replica(serves: false).CurrentAsync(scene.Installation, null, default));
        Assert.Equal(1, scene.Attempts);
    }

    [Fact]
    public async Task What_another_key_sealed_is_neither_used_nor_replaced()
    {
        await using var scene = await VaultScene.StartAsync();
        string? token = await scene.Replica().CurrentAsync(scene.Installation, null, default);
        var stranger = scene.Replica(box: new OpenBox("another"));

        Assert.Null(await stranger.CurrentAsync(scene.Installation, null, default));

        Assert.Contains("Encryption", await stranger.FaultAsync(scene.Installation, default));
        Assert.Equal(token, await scene.Replica().CurrentAsync(scene.Installation, null, default));
        Assert.Equal(1, scene.Attempts);
    }

    /// <summary>A process that stores its intent, asks Slack, and is gone before the next change of the store.</summary>
    private static async Task DieAsync(VaultScene scene)
    {
        var dying = scene.Replica(new FailingValues(scene.Store, 2, int.MaxValue)).CurrentAsync(scene.Installation, null, default);
        await MovingAsync(scene, dying);
        await dying.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>Time passes while somebody waits.</summary>
    /// <param name="step">Small where somebody else is alive and at work: a slow machine must not look like a dead replica.</param>
    private static async Task MovingAsync(VaultScene scene, Task until, double step = 0.25)
    {
        while (await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)) != until)
            scene.Clock.Advance(TimeSpan.FromSeconds(step));
    }
}
