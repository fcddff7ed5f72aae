using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Teams;

/// <summary>A key that signs tokens.</summary>
/// <param name="Id">Its <c>kid</c>.</param>
/// <param name="Endorsements">Channels it is good for; null where the metadata says nothing of them.</param>
public sealed record TeamsKey(string Id, RSA Rsa, IReadOnlyList<string>? Endorsements)
{
    /// <summary>As the metadata publishes it.</summary>
    public JsonObject Published()
    {
        var numbers = Rsa.ExportParameters(false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
        if (Endorsements is not null)
            key["endorsements"] = new JsonArray([.. Endorsements.Select(channel => (JsonNode)channel)]);
        return key;
    }
}

/// <summary>Makes tokens, also such as nobody should take. One for the Bot Framework, one for Entra.</summary>
public sealed class TeamsSigner : IDisposable
{
    private readonly List<TeamsKey> _keys = [];
    private readonly List<TeamsKey> _published = [];
    private int _numbers;

    public TeamsSigner(TimeProvider clock, params string[] endorsements)
    {
        Clock = clock;
        Endorsements = endorsements;
        Rotate();
    }

    /// <summary>What the next keys are good for; none: nothing is said of it.</summary>
    public IReadOnlyList<string> Endorsements { get; set; }

    /// <summary>The key in use.</summary>
    public TeamsKey Key => _keys[^1];

    public TimeProvider Clock { get; }

    /// <summary>Makes a new key and signs with it from now on.</summary>
    /// <param name="withdraw">True: the former ones are in the metadata no more.</param>
    /// <param name="publish">False: the metadata does not name the new one.</param>
    public TeamsKey Rotate(bool withdraw = false, bool publish = true)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"key-{++_numbers}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        var key = new TeamsKey(id, RSA.Create(2048), Endorsements.Count == 0 ? null : Endorsements);
        lock (_published)
        {
            _keys.Add(key);
            if (withdraw)
                _published.Clear();
            if (publish)
                _published.Add(key);
        }

        return key;
    }

    public JsonObject Document()
    {
        lock (_published)
            return new JsonObject { ["keys"] = new JsonArray([.. _published.Select(key => key.Published())]) };
    }

    /// <summary>A token as the claims have it, signed by the key in use.</summary>
    public string Sign(JsonObject claims) => Sign(claims, Key, "RS256");

    /// <param name="algorithm">Of the header; RS256 to RS512, PS256, HS256 (with the public key as its secret), none.</param>
    public static string Sign(JsonObject claims, TeamsKey key, string algorithm, string? kid = null, JsonObject? header = null)
    {
        header ??= [];
        header["typ"] ??= "JWT";
        header["alg"] = algorithm;
        if ((kid ?? key.Id).Length > 0)
            header["kid"] = kid ?? key.Id;
        string text = Part(header) + "." + Part(claims);
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        byte[] signature = algorithm switch
        {
            "RS256" => key.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => key.Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => key.Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => key.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem()), bytes),
            _ => [],
        };
        return text + "." + Base64Url.EncodeToString(signature);
    }

    public void Dispose()
    {
        foreach (var key in _keys)
            key.Rsa.Dispose();
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
