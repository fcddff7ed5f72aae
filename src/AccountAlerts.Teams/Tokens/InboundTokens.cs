using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Wire;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AccountAlerts.Teams.Tokens;

/// <summary>
/// Decides whether an event is Teams' own: who signed the token, for whom, until when, for which service address, and for people of which
/// tenant. learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication.
/// </summary>
/// <param name="bot">Keys of the Bot Framework.</param>
/// <param name="entra">Keys of Entra, for the tenants whose own tokens are taken.</param>
/// <param name="machineClock">The real time: tokens are made by it.</param>
public sealed class InboundTokens(TeamsOptions options, ServiceHosts hosts, SigningKeys bot, SigningKeys entra, TimeProvider machineClock)
{
    public const string Channel = "msteams";

    private const string Scheme = "Bearer ";

    /// <summary>Microsoft's are below two thousand.</summary>
    private const int MostCharacters = 16 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly TokenVerdict.Refused NoToken = new(401, "there is no bearer token");

    private static readonly TokenVerdict.Refused Expired = new(401, "the token is over, or not good yet");

    private readonly CheckedTokens _checked = new();

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MostCharacters };
    private readonly string[] _entraIssuers =
    [
        .. options.EntraTenants.SelectMany(tenant => (string[])[$"https://sts.windows.net/{tenant}/", $"{options.Facts.Login}{tenant}/v2.0"]),
    ];

    /// <param name="authorization">The header.</param>
    /// <param name="activity">What came; null if it could not be read, and then only the token is looked at.</param>
    public async Task<TokenVerdict> CheckAsync(string? authorization, Activity? activity, CancellationToken cancellation)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > MostCharacters)
            return NoToken;
        string text = authorization[Scheme.Length..].Trim();
        try
        {
            if (_checked.Find(text) is { } known && ReferenceEquals(known.Keys, await KeysOf(known.FromEntra).FindAsync(known.KeyId, cancellation)))
                return IsNow(known.NotBefore, known.Expires) ? Compared(known, activity) : Expired;
            return await CheckAnewAsync(text, activity, cancellation);
        }
        catch (InvalidOperationException fault)
        {
            return new TokenVerdict.Unclear(fault.Message);
        }
    }

    /// <exception cref="InvalidOperationException">The keys cannot be had.</exception>
    private async Task<TokenVerdict> CheckAnewAsync(string text, Activity? activity, CancellationToken cancellation)
    {
        JsonWebToken read;
        try
        {
            read = new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return NoToken;
        }

        // What the token says of its issuer chooses the keys; the signature then has to fit them.
        bool fromEntra = _entraIssuers.Contains(read.Issuer, StringComparer.Ordinal);
        if (!fromEntra && read.Issuer != options.IssuerInForce)
            return new TokenVerdict.Refused(401, "the issuer is none of those that are taken");
        var keys = await KeysOf(fromEntra).FindAsync(read.Kid, cancellation);
        var result = await _handler.ValidateTokenAsync(text, Rules(keys, fromEntra));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
            return new TokenVerdict.Refused(401, result.Exception?.GetType().Name ?? "the token is not valid");
        if (fromEntra && EntraFault(token) is { } entraFault)
            return entraFault;
        var found = new CheckedToken(
            keys, token.Kid, fromEntra, token.TryGetPayloadValue("serviceurl", out string named) ? named : null, SigningKeys.Endorses(keys, token.Kid, Channel),
            token.ValidFrom == DateTime.MinValue ? null : token.ValidFrom, token.ValidTo);
        _checked.Keep(text, found);
        return Compared(found, activity);
    }

    private SigningKeys KeysOf(bool fromEntra) => fromEntra ? entra : bot;

    private TokenVerdict Compared(CheckedToken token, Activity? activity) =>
        activity is null ? new TokenVerdict.Accepted() : ChannelFault(token, activity) ?? TenantFault(activity) ?? (TokenVerdict)new TokenVerdict.Accepted();

    /// <summary>The token is for our app by its audience; it must also be of the tenant that its issuer names, and of an application.</summary>
    private static TokenVerdict.Refused? EntraFault(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue("tid", out string tenant) || !token.Issuer.Contains($"/{tenant}/", StringComparison.OrdinalIgnoreCase))
            return new TokenVerdict.Refused(401, "the token's tenant is not its issuer's");
        string client = token.TryGetPayloadValue("ver", out string version) && version == "2.0" ? "azp" : "appid";
        return token.TryGetPayloadValue(client, out string app) && app.Length > 0 ? null : new TokenVerdict.Refused(401, "the token names no application");
    }

    private TokenVerdict.Refused? ChannelFault(CheckedToken token, Activity activity)
    {
        // Other channels let the sender choose who they are.
        if (activity.ChannelId != Channel)
            return new TokenVerdict.Refused(403, "the channel is not Teams");
        if (token.ServiceUrl is { } claimed ? claimed != activity.ServiceUrl : !token.FromEntra)
            return new TokenVerdict.Refused(403, "the service address is not the token's");
        if (hosts.Accept(activity.ServiceUrl) is null)
            return new TokenVerdict.Refused(403, "the service address is on no host of Teams:AllowedServiceHosts");
        return token.Endorsed ? null : new TokenVerdict.Refused(403, "the key is not endorsed for Teams");
    }

    private TokenVerdict.Refused? TenantFault(Activity activity)
    {
        string[] tenants = [.. new[] { activity.Conversation?.TenantId, activity.ChannelData?.Tenant?.Id }.OfType<string>().Where(tenant => tenant.Length > 0)];
        if (tenants.Length == 0)
            return new TokenVerdict.Refused(403, "the event names no tenant");
        return tenants.All(tenant => options.TenantsInForce.Contains(tenant, StringComparer.OrdinalIgnoreCase))
            ? null
            : new TokenVerdict.Refused(403, "the tenant is none of Teams:AllowedTenants");
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration keys, bool fromEntra) => new()
    {
        IssuerSigningKeys = keys.SigningKeys,
        ValidIssuers = fromEntra ? _entraIssuers : [options.IssuerInForce],
        // Exactly: the metadata's own issuer is not one more.
        IssuerValidator = (issuer, _, rules) => rules.ValidIssuers.Contains(issuer, StringComparer.Ordinal)
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The issuer is none of those that are taken."),
        AudienceValidator = (audiences, _, _) => audiences.Any(audience => audience == options.AppId),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        RequireAudience = true,
        TryAllIssuerSigningKeys = false,
        ValidateIssuerSigningKey = true,
    };

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = machineClock.GetUtcNow().UtcDateTime;
        return expires is { } end && end > now - Skew && (notBefore is not { } begin || begin < now + Skew);
    }
}
