using System.Security.Cryptography.X509Certificates;
using AccountAlerts.Teams.Settings;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace AccountAlerts.Teams.Tokens;

/// <summary>
/// Our own token, by Microsoft's library: from a secret, a certificate or the machine's identity. One instance, since the library keeps tokens per
/// instance and renews them five minutes early. The authority is the bot's own tenant, whoever it talks to.
/// </summary>
public sealed class EntraTokens : ITeamsTokens, IDisposable
{
    /// <summary>The library takes https authorities only; where the setting names this machine, calls are turned there.</summary>
    private const string Authority = "https://login.microsoftonline.com/";

    private readonly Func<bool, CancellationToken, Task<AuthenticationResult>> _acquire;
    private readonly SemaphoreSlim _renewing = new(1);
    private readonly X509Certificate2? _certificate;
    private readonly LoginHttp _http;

    /// <exception cref="InvalidOperationException">The certificate of the settings cannot be used; see <see cref="BotCertificate"/>.</exception>
    public EntraTokens(TeamsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = new LoginHttp(options.LoginInForce.IsLoopback ? options.LoginInForce : null);
        string scope = options.Facts.Scope;
        if (options.ManagedIdentity)
        {
            var machine = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId)).WithHttpClientFactory(_http).Build();
            string resource = scope[..^"/.default".Length];
            _acquire = (force, cancellation) => machine.AcquireTokenForManagedIdentity(resource).WithForceRefresh(force).ExecuteAsync(cancellation);
            return;
        }

        string authority = options.LoginInForce.IsLoopback ? Authority : options.LoginInForce.AbsoluteUri;
        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority(authority + options.TenantId, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(_http);
        if (options.CertificatePath is { Length: > 0 } path)
        {
            _certificate = BotCertificate.Read(path, options.CertificatePassword);
            builder = builder.WithCertificate(_certificate);
        }
        else
        {
            builder = builder.WithClientSecret(options.ClientSecret);
        }

        var bot = builder.Build();
        string[] scopes = [scope];
        _acquire = (force, cancellation) => bot.AcquireTokenForClient(scopes).WithForceRefresh(force).ExecuteAsync(cancellation);
    }

    public async Task<TokenAnswer> GetAsync(string? refused, CancellationToken cancellation)
    {
        try
        {
            var known = await _acquire(false, cancellation);
            if (refused is null || known.AccessToken != refused)
                return new TokenAnswer.Token(known.AccessToken);
            await _renewing.WaitAsync(cancellation);
            try
            {
                known = await _acquire(false, cancellation);
                if (known.AccessToken == refused)
                    known = await _acquire(true, cancellation);
            }
            finally
            {
                _renewing.Release();
            }

            return new TokenAnswer.Token(known.AccessToken);
        }
        catch (MsalServiceException fault) when (fault.StatusCode is 429 or >= 500)
        {
            return new TokenAnswer.Unclear($"Entra answers with {fault.StatusCode}");
        }
        catch (MsalException fault)
        {
            // A code such as invalid_client or AADSTS7000215; the message may name more than should be read.
            return fault is MsalServiceException { StatusCode: >= 400 } ? new TokenAnswer.Refused(CodeOf(fault)) : new TokenAnswer.Unclear(fault.ErrorCode);
        }
        catch (HttpRequestException)
        {
            return new TokenAnswer.Unclear("Entra does not answer");
        }
    }

    public void Dispose()
    {
        _renewing.Dispose();
        _certificate?.Dispose();
        _http.Dispose();
    }

    private static string CodeOf(MsalException fault) =>
        fault.Message.IndexOf("AADSTS", StringComparison.Ordinal) is >= 0 and var at
            ? $"{fault.ErrorCode}, {new string([.. fault.Message[at..].TakeWhile(char.IsAsciiLetterOrDigit)])}"
            : fault.ErrorCode;
}
