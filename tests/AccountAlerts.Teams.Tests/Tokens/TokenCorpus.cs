using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Teams.Tests.Tokens;

/// <summary>One request as somebody might send it: what it says, and with what token.</summary>
/// <param name="Why">What is wrong with it, or what is right.</param>
/// <param name="Authorization">The header; null for none.</param>
/// <param name="Laxer">Why Microsoft's own SDK takes it although we do not; null where it refuses as well.</param>
internal sealed record TokenCase(string Why, bool Accepted, string? Authorization, JsonObject Activity, string? Laxer = null);

/// <summary>Tokens that are good, and about sixty that are not. The same ones for our own check and for Microsoft's.</summary>
internal static class TokenCorpus
{
    public const string EntraTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";

    private const string Service = "https://smba.trafficmanager.net/emea/";

    public static IEnumerable<TokenCase> All(FakeTeams fake)
    {
        var user = fake.AddUser("dana@example.com", "Dana Moss");
        return [.. Accepted(fake, user), .. Headers(fake, user), .. Signatures(fake, user), .. Claims(fake, user), .. Activities(fake, user), .. Entra(fake, user)];
    }

    private static IEnumerable<TokenCase> Accepted(FakeTeams fake, TeamsUser user)
    {
        yield return Good("as the Bot Framework sends it", fake, user);
        yield return Good("the scheme in small letters", fake, user, scheme: "bearer");
        yield return Good("RS384", fake, user, algorithm: "RS384");
        yield return Good("RS512", fake, user, algorithm: "RS512");
        yield return Good("expired four minutes ago, within what clocks may differ", fake, user, claims => claims["exp"] = Now(fake) - 240);
        yield return Good("valid in four minutes, within what clocks may differ", fake, user, claims => claims["nbf"] = Now(fake) + 240);
        yield return Good("without a begin", fake, user, claims => claims.Remove("nbf"));
        yield return Good("with claims that nobody knows", fake, user, claims => claims["extra"] = new JsonArray(1, "x"));
        yield return new TokenCase("a service address of another region, that the token names", true, Bearer(fake, fake.Claims("https://smba.infra.gcc.teams.microsoft.com/teams")), Saying(fake, user, "https://smba.infra.gcc.teams.microsoft.com/teams"));
        yield return new TokenCase("the tenant in capitals", true, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity => activity["conversation"]!["tenantId"] = fake.TenantId.ToUpperInvariant()));
    }

    private static IEnumerable<TokenCase> Headers(FakeTeams fake, TeamsUser user)
    {
        string token = fake.Keys.Sign(fake.Claims(Service));
        yield return Bad("no header", null, fake, user);
        yield return Bad("an empty header", "", fake, user);
        yield return Bad("a scheme without a token", "Bearer", fake, user);
        yield return Bad("a scheme with a blank", "Bearer ", fake, user);
        yield return Bad("Basic", "Basic " + token, fake, user);
        yield return Bad("a token without a scheme", token, fake, user);
        yield return Bad("two tokens", $"Bearer {token}, Bearer {token}", fake, user);
        yield return Bad("no token at all", "Bearer x", fake, user);
        yield return Bad("two parts", "Bearer " + token[..token.LastIndexOf('.')], fake, user);
        yield return Bad("four parts", "Bearer " + token + ".x", fake, user);
        yield return Bad("five parts, as if encrypted", "Bearer " + token + ".x.y", fake, user);
        yield return Bad("no base64", "Bearer a$.b$.c$", fake, user);
        yield return Bad("longer than any", "Bearer " + fake.Keys.Sign(With(fake.Claims(Service), claims => claims["pad"] = new string('x', 40_000))), fake, user, "the SDK takes tokens of any length");
    }

    private static IEnumerable<TokenCase> Signatures(FakeTeams fake, TeamsUser user)
    {
        var claims = fake.Claims(Service);
        string token = fake.Keys.Sign(claims);
        string head = token[..(token.LastIndexOf('.') + 1)];
        var stranger = new TeamsSigner(fake.Clock, "msteams");
        yield return Bad("algorithm none, without a signature", "Bearer " + TeamsSigner.Sign(claims, fake.Keys.Key, "none"), fake, user);
        yield return Bad("algorithm None in another spelling", "Bearer " + TeamsSigner.Sign(claims, fake.Keys.Key, "nOnE"), fake, user);
        yield return Bad("an empty algorithm", "Bearer " + TeamsSigner.Sign(claims, fake.Keys.Key, ""), fake, user);
        yield return Bad("HMAC with the public key as its secret", "Bearer " + TeamsSigner.Sign(claims, fake.Keys.Key, "HS256"), fake, user);
        yield return Bad("HMAC with the modulus as its secret", "Bearer " + Relabelled(claims, fake.Keys.Key), fake, user);
        yield return Bad("PS256, with the right key", "Bearer " + TeamsSigner.Sign(claims, fake.Keys.Key, "PS256"), fake, user);
        yield return Bad("no signature", "Bearer " + head, fake, user);
        yield return Bad("another token's signature", "Bearer " + head + fake.Keys.Sign(With(fake.Claims(Service), other => other["jti"] = "other")).Split('.')[2], fake, user);
        yield return Bad("a signature with a bit turned", "Bearer " + head + Turned(token.Split('.')[2]), fake, user);
        yield return Bad("claims changed after signing", "Bearer " + string.Join('.', token.Split('.')[0], fake.Keys.Sign(With(fake.Claims(Service), other => other["exp"] = Now(fake) + 999_999)).Split('.')[1], token.Split('.')[2]), fake, user);
        yield return Bad("a stranger's key under its own name", "Bearer " + stranger.Sign(claims), fake, user);
        yield return Bad("a stranger's key under the name of ours", "Bearer " + TeamsSigner.Sign(claims, stranger.Key, "RS256", fake.Keys.Key.Id), fake, user);
        yield return Bad("a key that Entra publishes", "Bearer " + fake.EntraKeys.Sign(claims), fake, user);
        yield return Bad("a key of Entra's under the name of ours", "Bearer " + TeamsSigner.Sign(claims, fake.EntraKeys.Key, "RS256", fake.Keys.Key.Id), fake, user);
        yield return Bad("without a key's name", "Bearer " + TeamsSigner.Sign(claims, fake.Keys.Key, "RS256", kid: ""), fake, user);
        yield return Bad("a key's name that leads into a file", "Bearer " + TeamsSigner.Sign(claims, stranger.Key, "RS256", "../../../../dev/null"), fake, user);
        yield return Bad("a key brought along", "Bearer " + TeamsSigner.Sign(claims, stranger.Key, "RS256", header: new JsonObject { ["jwk"] = stranger.Key.Published() }), fake, user);
        yield return Bad("an address of keys brought along", "Bearer " + TeamsSigner.Sign(claims, stranger.Key, "RS256", header: new JsonObject { ["jku"] = new Uri(fake.Address, "/elsewhere/keys").ToString() }), fake, user);
    }

    private static IEnumerable<TokenCase> Claims(FakeTeams fake, TeamsUser user)
    {
        yield return Wrong("another issuer", fake, user, claims => claims["iss"] = "https://api.botframework.example.com");
        yield return Wrong("the issuer with a slash", fake, user, claims => claims["iss"] = "https://api.botframework.com/");
        yield return Wrong("the issuer in capitals", fake, user, claims => claims["iss"] = "https://API.botframework.com");
        yield return Wrong("the government's issuer", fake, user, claims => claims["iss"] = "https://api.botframework.us");
        yield return Wrong("no issuer", fake, user, claims => claims.Remove("iss"));
        yield return Wrong("a list of issuers", fake, user, claims => claims["iss"] = new JsonArray("https://api.botframework.com", "x"));
        yield return Wrong("an Entra issuer of an unnamed tenant, with the Bot Framework's key", fake, user, claims => claims["iss"] = $"https://sts.windows.net/{fake.TenantId}/");
        yield return Wrong("another bot", fake, user, claims => claims["aud"] = "0f0f0f0f-1111-2222-3333-555555555555");
        yield return Wrong("our app id in capitals", fake, user, claims => claims["aud"] = fake.AppId.ToUpperInvariant());
        yield return Wrong("our app id as an address", fake, user, claims => claims["aud"] = "api://" + fake.AppId);
        yield return Wrong("our app id and something behind it", fake, user, claims => claims["aud"] = fake.AppId + " x");
        yield return Wrong("the Bot Framework itself", fake, user, claims => claims["aud"] = "https://api.botframework.com");
        yield return Wrong("for nobody", fake, user, claims => claims.Remove("aud"));
        yield return Wrong("for an empty name", fake, user, claims => claims["aud"] = "");
        yield return Wrong("expired six minutes ago", fake, user, claims => claims["exp"] = Now(fake) - 360);
        yield return Wrong("expired a year ago", fake, user, claims => claims["exp"] = Now(fake) - 31_536_000);
        yield return Wrong("valid in six minutes", fake, user, claims => claims["nbf"] = Now(fake) + 360);
        yield return Wrong("without an end", fake, user, claims => claims.Remove("exp"), "the SDK takes tokens that never end");
        yield return Wrong("an end that is no number", fake, user, claims => claims["exp"] = "tomorrow");
        yield return Wrong("without a service address", fake, user, claims => claims.Remove("serviceurl"));
        yield return Wrong("another service address", fake, user, claims => claims["serviceurl"] = "https://smba.trafficmanager.net/amer/");
        yield return Wrong("the service address without its slash", fake, user, claims => claims["serviceurl"] = Service.TrimEnd('/'));
        yield return Wrong("the service address in capitals", fake, user, claims => claims["serviceurl"] = Service.ToUpperInvariant());
        yield return Wrong("an empty service address", fake, user, claims => claims["serviceurl"] = "");
        yield return Wrong("a list of service addresses", fake, user, claims => claims["serviceurl"] = new JsonArray("https://example.com", Service));
        yield return Wrong("the service address under another name", fake, user, claims =>
        {
            claims.Remove("serviceurl");
            claims["serviceUrl"] = Service;
        });
    }

    private static IEnumerable<TokenCase> Activities(FakeTeams fake, TeamsUser user)
    {
        const string KnowsNoHosts = "the SDK trusts whatever host the token names";
        foreach (string address in (string[])
                 [
                     "https://smba.trafficmanager.net.example.com/emea/", "https://trafficmanager.net/emea/", "https://notbotframework.com/", "https://botframework.com.example.com/",
                     "http://smba.trafficmanager.net/emea/", "https://user@smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net@example.com/", "https://smba.trafficmanager.net:8443/emea/",
                     "https://127.0.0.1/emea/", "http://localhost:3978/", "file:///etc/passwd",
                 ])
            yield return new TokenCase($"a token for {address}", false, Bearer(fake, fake.Claims(address)), Saying(fake, user, address), KnowsNoHosts);

        yield return new TokenCase("another channel, of which anybody can be anybody", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity => activity["channelId"] = "directline"), "the SDK serves every channel for which a key is endorsed");
        yield return new TokenCase("a channel for which no key is endorsed", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity => activity["channelId"] = "sms"));
        yield return new TokenCase("no channel", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity => activity.Remove("channelId")));
        const string KnowsNoTenants = "the SDK serves whoever installed the bot";
        yield return new TokenCase("a tenant that is not ours", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity =>
        {
            activity["conversation"]!["tenantId"] = "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee";
            activity["channelData"]!["tenant"]!["id"] = "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee";
        }), KnowsNoTenants);
        yield return new TokenCase("a tenant that is ours only in one place", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity => activity["conversation"]!["tenantId"] = "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee"), KnowsNoTenants);
        yield return new TokenCase("a tenant that is ours only in the other place", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity => activity["channelData"]!["tenant"]!["id"] = "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee"), KnowsNoTenants);
        yield return new TokenCase("no tenant", false, Bearer(fake, fake.Claims(Service)), With(Saying(fake, user), activity =>
        {
            activity["conversation"]!.AsObject().Remove("tenantId");
            activity["channelData"]!.AsObject().Remove("tenant");
        }), KnowsNoTenants);
        yield return new TokenCase("no service address anywhere", false, Bearer(fake, With(fake.Claims(Service), claims => claims.Remove("serviceurl"))), With(Saying(fake, user), activity => activity.Remove("serviceUrl")), "the SDK compares service addresses only where the event names one");
    }

    /// <summary>Tokens of Entra itself, where the settings name their tenant.</summary>
    private static IEnumerable<TokenCase> Entra(FakeTeams fake, TeamsUser user)
    {
        yield return new TokenCase("of a named tenant, version 1", true, EntraBearer(fake, claims => { }), Saying(fake, user));
        yield return new TokenCase("of a named tenant, version 2", true, EntraBearer(fake, claims =>
        {
            claims["iss"] = $"https://login.microsoftonline.com/{EntraTenant}/v2.0";
            claims["ver"] = "2.0";
            claims["azp"] = fake.AppId;
            claims.Remove("appid");
        }), Saying(fake, user));
        yield return new TokenCase("of a tenant that is not named", false, EntraBearer(fake, claims => claims["iss"] = $"https://sts.windows.net/{fake.TenantId}/"), Saying(fake, user));
        yield return new TokenCase("of Entra for another application", false, EntraBearer(fake, claims => claims["aud"] = "0f0f0f0f-1111-2222-3333-555555555555"), Saying(fake, user));
        yield return new TokenCase("of Entra, whose tenant claim is another", false, EntraBearer(fake, claims => claims["tid"] = fake.TenantId), Saying(fake, user), "the SDK trusts whatever tenant a token of Entra names");
        yield return new TokenCase("of Entra, without an application", false, EntraBearer(fake, claims => claims.Remove("appid")), Saying(fake, user));
        yield return new TokenCase("of Entra, expired", false, EntraBearer(fake, claims => claims["exp"] = Now(fake) - 3600), Saying(fake, user));
        yield return new TokenCase("of Entra, with the Bot Framework's key", false, "Bearer " + fake.Keys.Sign(EntraClaims(fake)), Saying(fake, user));
        yield return new TokenCase("of Entra, naming another service address", false, EntraBearer(fake, claims => claims["serviceurl"] = "https://smba.trafficmanager.net/amer/"), Saying(fake, user), "the SDK compares no service address for tokens of Entra");
        yield return new TokenCase("of Entra, for a host that is not Teams'", false, EntraBearer(fake, claims => { }), Saying(fake, user, "https://example.com/"), "the SDK trusts whatever host the event names");
    }

    private static JsonObject EntraClaims(FakeTeams fake) => new()
    {
        ["iss"] = $"https://sts.windows.net/{EntraTenant}/", ["aud"] = fake.AppId, ["tid"] = EntraTenant, ["appid"] = fake.AppId, ["ver"] = "1.0",
        ["nbf"] = Now(fake) - 60, ["exp"] = Now(fake) + 3600,
    };

    private static string EntraBearer(FakeTeams fake, Action<JsonObject> change) => "Bearer " + fake.EntraKeys.Sign(With(EntraClaims(fake), change));

    private static TokenCase Good(string why, FakeTeams fake, TeamsUser user, Action<JsonObject>? change = null, string scheme = "Bearer", string algorithm = "RS256") =>
        new(why, true, $"{scheme} {TeamsSigner.Sign(With(fake.Claims(Service), change ?? (_ => { })), fake.Keys.Key, algorithm)}", Saying(fake, user));

    private static TokenCase Bad(string why, string? authorization, FakeTeams fake, TeamsUser user, string? laxer = null) => new(why, false, authorization, Saying(fake, user), laxer);

    private static TokenCase Wrong(string why, FakeTeams fake, TeamsUser user, Action<JsonObject> change, string? laxer = null) =>
        new(why, false, Bearer(fake, With(fake.Claims(Service), change)), Saying(fake, user), laxer);

    private static string Bearer(FakeTeams fake, JsonObject claims) => "Bearer " + fake.Keys.Sign(claims);

    private static JsonObject Saying(FakeTeams fake, TeamsUser user, string service = Service) =>
        With(fake.Compose.Message(user, "why acme"), activity => activity["serviceUrl"] = service);

    /// <summary>Says HS256, since nobody knows an algorithm of another name.</summary>
    private static string Relabelled(JsonObject claims, TeamsKey key)
    {
        string[] parts = TeamsSigner.Sign(claims, key, "HS256").Split('.');
        using var hash = new System.Security.Cryptography.HMACSHA256(key.Rsa.ExportParameters(false).Modulus!);
        byte[] signature = hash.ComputeHash(System.Text.Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]));
        return string.Join('.', parts[0], parts[1], System.Buffers.Text.Base64Url.EncodeToString(signature));
    }

    private static string Turned(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    private static long Now(FakeTeams fake) => fake.Clock.GetUtcNow().ToUnixTimeSeconds();

    private static JsonObject With(JsonObject json, Action<JsonObject> change)
    {
        change(json);
        return json;
    }
}
