using AccountAlerts.Engine;
using AccountAlerts.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Encryption;

/// <summary>What keeps secrets secret in the store.</summary>
public static class EncryptionServices
{
    /// <param name="folder">Where a key is kept that the service makes for itself, if the settings have none.</param>
    public static IServiceCollection AddEncryption(this IServiceCollection services, EncryptionSettings settings, string folder) => services
        .AddSingleton(settings)
        .AddSingleton(new SecretBox(
            settings.Secret is { Length: > 0 } secret ? () => secret : new SecretKeyFile(Path.Combine(folder, SecretKeyFile.Name)).Secret,
            settings.FormerSecret))
        .AddSingleton<ISecretBox>(provider => provider.GetRequiredService<SecretBox>())
        .AddSingleton<KeyAgreement>();

    /// <summary>Keys of sessions and forms: sealed, and beside the database or in it, so that an open page still works after a restart.</summary>
    /// <param name="folder">Null to keep them in the store, for all replicas.</param>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, string? folder)
    {
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName("AccountAlerts");
        if (folder is not null)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlEncryptor = new SealedXml(provider.GetRequiredService<ISecretBox>());
            if (folder is null)
                options.XmlRepository = new SharedKeyRing(provider.GetRequiredService<IProductValues>());
        }));
        return services;
    }
}
