using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AccountAlerts.Teams.Settings;

namespace AccountAlerts.Teams.Tokens;

/// <summary>The certificate of the settings, with its private key.</summary>
public static class BotCertificate
{
    private const string WhatToDo = "Set it to a PEM or PFX file with certificate and private key";

    /// <summary>What keeps the certificate of the settings from being used, to be read after its key.</summary>
    /// <returns>Null where it can be used, or none is set.</returns>
    public static string? FaultOf(TeamsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.CertificatePath is not { Length: > 0 } path)
            return null;
        try
        {
            using var certificate = Read(path, options.CertificatePassword);
            return null;
        }
        catch (InvalidOperationException fault)
        {
            return fault.Message;
        }
    }

    /// <exception cref="InvalidOperationException">There is no such certificate, or it has no private key; the message is for who set it, and has no secret.</exception>
    public static X509Certificate2 Read(string path, string? password)
    {
        try
        {
            bool pem = Path.GetExtension(path).ToUpperInvariant() is ".PEM" or ".CRT" or ".CER";
            if (pem && !File.ReadAllText(path).Contains("PRIVATE KEY-----", StringComparison.Ordinal))
                throw KeyLess(path);
            var certificate = !pem ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
            if (certificate.HasPrivateKey)
                return certificate;
            certificate.Dispose();
            throw KeyLess(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidOperationException($"= \"{path}\" is not there. {WhatToDo}; a relative path begins at the folder of appsettings.json.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"= \"{path}\" cannot be read by the user of this process. Give it the right to read the file.", fault);
        }
        catch (CryptographicException fault)
        {
            throw new InvalidOperationException($"= \"{path}\" cannot be opened: it is no PEM or PFX file, or Teams:CertificatePassword is not its password. {WhatToDo}, and Teams:CertificatePassword to its password if it has one.", fault);
        }
    }

    private static InvalidOperationException KeyLess(string path) => new($"= \"{path}\" holds no private key, without which nothing is proved. {WhatToDo}.");
}

/// <summary>Stands for a bot that cannot prove who it is: nothing is sent, and every call says why.</summary>
/// <param name="reason">For who reads the log or <c>check</c>.</param>
public sealed class NoProof(string reason) : ITeamsTokens
{
    public Task<TokenAnswer> GetAsync(string? refused, CancellationToken cancellation) => Task.FromResult<TokenAnswer>(new TokenAnswer.Refused(reason));
}
