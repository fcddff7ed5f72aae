using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Encryption</c>: what stored tokens and the keys of sessions are sealed with. It is never stored with them.</summary>
public sealed class EncryptionSettings : IValidatableObject
{
    private const int SecretLength = 32;

    /// <summary>
    /// 32 characters or more, best made by chance; the same for all services on one database. Required with PostgreSQL. Default with SQLite:
    /// made at the first start and kept in a file of its own, <c>keys/secrets.key</c> beside the database.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>The one before: what was sealed with it can still be read. For a change of <see cref="Secret"/>. Default: none.</summary>
    public string? FormerSecret { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret is { Length: > 0 and < SecretLength })
            yield return new ValidationResult($"is too short; allowed: {SecretLength} characters or more.", [nameof(Secret)]);
        if (FormerSecret is { Length: > 0 } && Secret is not { Length: > 0 })
            yield return new ValidationResult("is missing: a former secret without a new one does nothing.", [nameof(Secret)]);
    }

    /// <summary>What is missing for a kind of store; null if nothing is.</summary>
    internal SettingsFault? FaultFor(DatabaseProvider provider) => provider == DatabaseProvider.Postgres && Secret is not { Length: > 0 }
        ? new SettingsFault(
            "Encryption:Secret",
            "is missing: with Database:Provider=Postgres the keys of sessions and stored tokens lie in the database, and are sealed with this. "
                + $"Allowed: {SecretLength} characters or more, the same for every service, such as what \"openssl rand -base64 48\" prints.")
        : null;
}
