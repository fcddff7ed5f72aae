using AccountAlerts.Engine;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;

namespace AccountAlerts.Encryption;

/// <summary>
/// Makes sure at start that this service seals with the key with which the store's secrets are sealed: two services with two secrets could
/// not read each other's, and somebody who mistyped one would lose every token at the next restart.
/// </summary>
public sealed partial class KeyAgreement(IProductValues values, SecretBox box, EncryptionSettings settings, ILogger<KeyAgreement> logger)
{
    private const string Scope = "$encryption";
    private const string Key = "check";
    private const string Purpose = "check";
    private const string Word = "agreed";

    /// <exception cref="CommandException">The setting is another than the one that is in use.</exception>
    public async Task HoldAsync(CancellationToken cancellation)
    {
        string? sealedBefore = await values.GetAsync(Scope, Key, cancellation);
        if (sealedBefore is not null && box.IsCurrent(Purpose, sealedBefore))
            return;
        if (sealedBefore is not null && box.Open(Purpose, sealedBefore) is null)
        {
            if (settings.Secret is { Length: > 0 })
                throw new CommandException(ExitCode.Usage, "Encryption:Secret is not the one with which the secrets in the database are sealed. Set it as before; to change it, set Encryption:FormerSecret to the one before.");
            LogLost(logger);
        }

        // Who comes second finds the first one's word and looks again.
        if (!await values.TrySetAsync(Scope, Key, sealedBefore, box.Seal(Purpose, Word), cancellation))
            await HoldAsync(cancellation);
    }

    [LoggerMessage(160, LogLevel.Warning, "The key file is not the one with which stored tokens were sealed: they must be given again. If there is a backup of keys/secrets.key, put it back")]
    private static partial void LogLost(ILogger logger);
}
