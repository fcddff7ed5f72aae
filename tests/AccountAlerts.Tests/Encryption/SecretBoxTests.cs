using AccountAlerts.Encryption;
using AccountAlerts.Engine;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Tests.Encryption;

public sealed class SecretBoxTests
{
    private const string Secret = "not-a-secret-not-a-secret-not-a-secret";
    private const string Other = "another-not-a-secret-another-not-a-secret";
    private const string Token = "xoxe-not-a-token-ü";

    [Fact]
    public void What_is_sealed_comes_back_and_tells_nothing_on_the_way()
    {
        ISecretBox box = Box(Secret);
        string text = box.Seal("slack/T1/token", Token);

        Assert.Equal(Token, box.Open("slack/T1/token", text));
        Assert.Equal(Token, Box(Secret).Open("slack/T1/token", text));
        Assert.DoesNotContain("token", text);
        Assert.NotEqual(text, box.Seal("slack/T1/token", Token));
        Assert.Equal("", box.Open("empty", box.Seal("empty", "")));
    }

    [Fact]
    public void Another_purpose_another_key_and_a_changed_text_open_nothing()
    {
        string text = Box(Secret).Seal("slack/T1/token", Token);

        Assert.Null(Box(Secret).Open("slack/T2/token", text));
        Assert.Null(Box(Other).Open("slack/T1/token", text));
        for (int at = 0; at < text.Length; at++)
        {
            // The last character of base64 may hold bits that mean nothing.
            char changed = text[at] == 'A' ? 'Q' : 'A';
            Assert.True(at == text.Length - 1 || Box(Secret).Open("slack/T1/token", text[..at] + changed + text[(at + 1)..]) is null, $"changed at {at}");
        }

        Assert.All(["", "s1", "s1..", "s1.x.y", text[..^20], text + "A", "plain text"], bad => Assert.Null(Box(Secret).Open("slack/T1/token", bad)));
    }

    [Fact]
    public void After_a_change_the_former_opens_what_it_sealed_and_seals_nothing_more()
    {
        string before = Box(Secret).Seal("x", Token);
        SecretBox changed = new(() => Other, Secret);

        Assert.Equal(Token, changed.Open("x", before));
        Assert.Equal(Token, Box(Other).Open("x", changed.Seal("x", Token)));
        Assert.Null(Box(Secret).Open("x", changed.Seal("x", Token)));
    }

    [Fact]
    public void Without_a_setting_a_key_is_made_once_for_the_services_own_user()
    {
        using TemporaryFolder folder = new();
        SecretKeyFile file = new(folder["keys/secrets.key"]);
        string[] secrets = new string[8];
        Parallel.For(0, secrets.Length, at => secrets[at] = new SecretKeyFile(folder["keys/secrets.key"]).Secret());

        Assert.Equal(file.Secret(), Assert.Single(secrets.Distinct()));
        Assert.True(file.Secret().Length >= 32);
        Assert.Equal("secrets.key", Assert.Single(Directory.EnumerateFiles(folder["keys"]).Select(Path.GetFileName)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["keys/secrets.key"]));
    }

    [Fact]
    public void A_file_without_a_key_is_no_reason_to_make_another()
    {
        using TemporaryFolder folder = new();
        folder.Write("secrets.key", "\n");

        CommandException fault = Assert.Throws<CommandException>(new SecretKeyFile(folder["secrets.key"]).Secret);
        Assert.Contains("holds no key", fault.Message);
    }

    [Fact]
    public async Task Two_services_with_two_secrets_do_not_run_on_one_store()
    {
        MemoryValues values = new();
        await Agreement(values, Secret).HoldAsync(default);
        await Agreement(values, Secret).HoldAsync(default);

        CommandException fault = await Assert.ThrowsAsync<CommandException>(() => Agreement(values, Other).HoldAsync(default));
        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        Assert.DoesNotContain(Other, fault.Message);

        await Agreement(values, Other, former: Secret).HoldAsync(default);
        await Agreement(values, Other).HoldAsync(default);
        await Assert.ThrowsAsync<CommandException>(() => Agreement(values, Secret).HoldAsync(default));
    }

    [Fact]
    public async Task A_lost_key_file_keeps_nobody_from_starting()
    {
        MemoryValues values = new();
        await new KeyAgreement(values, Box(Secret), new EncryptionSettings(), NullLogger<KeyAgreement>.Instance).HoldAsync(default);
        await new KeyAgreement(values, Box(Other), new EncryptionSettings(), NullLogger<KeyAgreement>.Instance).HoldAsync(default);

        string agreed = Assert.Single(await values.ListAsync("$encryption", default)).Value;
        Assert.NotNull(Box(Other).Open("check", agreed));
    }

    private static SecretBox Box(string secret) => new(() => secret, null);

    private static KeyAgreement Agreement(IProductValues values, string secret, string? former = null) =>
        new(values, new SecretBox(() => secret, former), new EncryptionSettings { Secret = secret, FormerSecret = former }, NullLogger<KeyAgreement>.Instance);
}
