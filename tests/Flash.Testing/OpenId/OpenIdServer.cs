using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flash.Testing.OpenId;

/// <summary>
/// An OpenID Connect provider on a free loopback port: discovery, keys, authorization with PKCE, token and userinfo,
/// with a real RSA key. It signs in whoever
/// <see cref="Person"/> is without asking, checks what a careful provider checks, and can be told to hand out tokens
/// that no one must accept.
/// </summary>
public sealed class OpenIdServer : IAsyncDisposable
{
    public const string ClientId = "flash-console";
    public const string ClientSecret = "a secret between the two";

    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA foreignKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Grant> codes = new();
    private readonly ConcurrentDictionary<string, OpenIdPersona> tokens = new();

    private OpenIdServer(WebApplication app) => this.app = app;

    public string Authority { get; private set; } = "";

    /// <summary>Who sits in front of the browser; null has the provider deny.</summary>
    public OpenIdPersona? Person { get; set; } = new("ada", "ada@example.org", IsVerified: true);

    /// <summary>What is wrong with the next tokens.</summary>
    public OpenIdFault Fault { get; set; }

    /// <summary>What was wrong with what was asked, for a test's failure message.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<OpenIdServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new OpenIdServer(builder.Build());
        server.app.MapGet("/.well-known/openid-configuration", server.Discovery);
        server.app.MapGet("/keys", server.Keys);
        server.app.MapGet("/authorize", server.Authorize);
        server.app.MapPost("/token", server.TokenAsync);
        server.app.MapGet("/userinfo", server.UserInfo);
        await server.app.StartAsync(cancellationToken);
        server.Authority = server.app.Urls.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        foreignKey.Dispose();
    }

    private IResult Discovery() =>
        Json(
            new JsonObject
            {
                ["issuer"] = Authority,
                ["authorization_endpoint"] = $"{Authority}/authorize",
                ["token_endpoint"] = $"{Authority}/token",
                ["userinfo_endpoint"] = $"{Authority}/userinfo",
                ["jwks_uri"] = $"{Authority}/keys",
                ["response_types_supported"] = new JsonArray("code"),
                ["subject_types_supported"] = new JsonArray("public"),
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                ["code_challenge_methods_supported"] = new JsonArray("S256"),
            }
        );

    private IResult Keys()
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return Json(
            new JsonObject
            {
                ["keys"] = new JsonArray(
                    new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["use"] = "sig",
                        ["alg"] = "RS256",
                        ["kid"] = "1",
                        ["n"] = Base64Url.EncodeToString(numbers.Modulus!), // a public key has both
                        ["e"] = Base64Url.EncodeToString(numbers.Exponent!),
                    }
                ),
            }
        );
    }

    private IResult Authorize(HttpRequest request)
    {
        string Given(string name) => request.Query[name].ToString();
        if (
            Given("client_id") != ClientId
            || Given("response_type") != "code"
            || !Given("scope").Split(' ').Contains("openid")
        )
        {
            return Refuse("client_id, response_type or scope is wrong");
        }

        if (
            Given("code_challenge_method") != "S256"
            || Given("code_challenge").Length != 43
            || Given("nonce").Length < 20
            || Given("state").Length < 20
        )
        {
            return Refuse("there is no PKCE challenge, nonce or state");
        }

        var back = Given("redirect_uri");
        if (Person is not { } person)
        {
            return Results.Redirect($"{back}?error=access_denied&state={Uri.EscapeDataString(Given("state"))}");
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        codes[code] = new Grant(person, back, Given("code_challenge"), Given("nonce"));
        return Results.Redirect(
            $"{back}?code={code}&state={Uri.EscapeDataString(Given("state"))}&iss={Uri.EscapeDataString(Authority)}"
        );
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (
            form["client_id"] != ClientId
            || form["client_secret"] != ClientSecret
            || form["grant_type"] != "authorization_code"
        )
        {
            return Refuse("the client, its secret or the kind of grant is wrong");
        }

        // A code is for one exchange only.
        if (!codes.TryRemove(form["code"].ToString(), out var grant) || form["redirect_uri"] != grant.RedirectUri)
        {
            return Refuse("the code is unknown, used, or for another address");
        }

        if (
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
            != grant.Challenge
        )
        {
            return Refuse("the PKCE verifier does not fit the challenge");
        }

        var access = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        tokens[access] = grant.Person;
        return Json(
            new JsonObject
            {
                ["access_token"] = access,
                ["token_type"] = "Bearer",
                ["expires_in"] = 300,
                ["id_token"] = IdToken(grant),
            }
        );
    }

    private IResult UserInfo(HttpRequest request)
    {
        var bearer = request.Headers.Authorization.ToString();
        if (
            !bearer.StartsWith("Bearer ", StringComparison.Ordinal)
            || !tokens.TryGetValue(bearer["Bearer ".Length..], out var person)
        )
        {
            return Results.Unauthorized();
        }

        return Json(
            new JsonObject
            {
                ["sub"] = Fault == OpenIdFault.ForeignUserInfo ? "somebody-else" : person.Subject,
                ["email"] = person.Email,
                ["email_verified"] = person.IsVerified,
            }
        );
    }

    private string IdToken(Grant grant)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var issued = Fault == OpenIdFault.Expired ? now - 7200 : now;
        var header = new JsonObject
        {
            ["alg"] = Fault == OpenIdFault.NotSigned ? "none" : "RS256",
            ["kid"] = "1",
            ["typ"] = "JWT",
        };
        var claims = new JsonObject
        {
            ["iss"] = Fault == OpenIdFault.ForeignIssuer ? "https://elsewhere.example" : Authority,
            ["aud"] = Fault == OpenIdFault.ForeignAudience ? "another-client" : ClientId,
            ["sub"] = grant.Person.Subject,
            ["nonce"] = Fault == OpenIdFault.ForeignNonce ? "0" : grant.Nonce,
            ["iat"] = issued,
            ["exp"] = issued + 300,
        };
        var content = $"{Part(header)}.{Part(claims)}";
        var signature =
            Fault == OpenIdFault.NotSigned
                ? []
                : (Fault == OpenIdFault.ForeignKey ? foreignKey : key).SignData(
                    Encoding.ASCII.GetBytes(content),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                );
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private IResult Refuse(string reason)
    {
        Complaints.Enqueue(reason);
        return Results.Json(
            new { error = "invalid_request", error_description = reason },
            statusCode: StatusCodes.Status400BadRequest
        );
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static IResult Json(JsonObject json) => Results.Text(json.ToJsonString(), "application/json");

    private sealed record Grant(OpenIdPersona Person, string RedirectUri, string Challenge, string Nonce);
}
