using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord;

/// <summary>Reads and checks the section, so that every mistake becomes a sentence that names what was given and what
/// is allowed.</summary>
internal sealed class DiscordOptionsBinding(IConfiguration configuration)
    : IConfigureOptions<DiscordOptions>,
        IValidateOptions<DiscordOptions>
{
    private readonly IConfigurationSection section = configuration.GetSection(DiscordOptions.Section);

    /// <summary>Takes over what can be read; <see cref="Validate"/> complains about the rest.</summary>
    public void Configure(DiscordOptions options)
    {
        options.Token = section["Token"]?.Trim() ?? options.Token;
        options.PublicKey = Given("PublicKey") ?? options.PublicKey;
        options.ApplicationId = ulong.TryParse(
            Given("ApplicationId"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : options.ApplicationId;
        options.ApiBaseUrl = Address("ApiBaseUrl") ?? options.ApiBaseUrl;
        options.GatewayUrl = Address("GatewayUrl") ?? options.GatewayUrl;
        options.Ingress = Enum.TryParse<DiscordIngress>(Given("Ingress"), ignoreCase: true, out var ingress)
            ? ingress
            : options.Ingress;
        options.Shards = int.TryParse(Given("Shards"), NumberStyles.None, CultureInfo.InvariantCulture, out var shards)
            ? shards
            : options.Shards;
        options.Compression = bool.TryParse(Given("Compression"), out var compression)
            ? compression
            : options.Compression;
    }

    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Mistakes(DiscordOptions options)
    {
        if (options.Token.Length == 0)
        {
            yield return "Flash:Discord:Token is empty; it is the bot token from "
                + "https://discord.com/developers/applications, page Bot.";
        }
        else if (
            options.Token.Any(c => c is <= ' ' or > '~')
            || options.Token.StartsWith("Bot", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return "Flash:Discord:Token is not a bot token: give it without 'Bot', spaces or quotes, as the "
                + "developer portal shows it.";
        }

        if (
            Given("ApplicationId") is { } id
            && !(ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        )
        {
            yield return $"Flash:Discord:ApplicationId is '{id}'; it must be the application's id, a whole number such "
                + $"as 1093847561029384756.";
        }

        if (
            Given("Ingress") is { } ingress
            && !(Enum.TryParse<DiscordIngress>(ingress, ignoreCase: true, out var way) && Enum.IsDefined(way))
        )
        {
            yield return $"Flash:Discord:Ingress is '{ingress}'; allowed are Gateway and Http.";
        }

        if (options.PublicKey is { } key && !(key.Length == 64 && key.All(char.IsAsciiHexDigit)))
        {
            yield return $"Flash:Discord:PublicKey has {key.Length} characters; it must be the 64 hexadecimal digits "
                + $"that the developer portal shows on the page General Information.";
        }
        else if (options is { Ingress: DiscordIngress.Http, PublicKey: null })
        {
            yield return "Flash:Discord:PublicKey is missing; with Flash:Discord:Ingress=Http it is needed to check "
                + "that requests come from Discord.";
        }

        foreach (
            var (key2, schemes) in new[] { ("ApiBaseUrl", new[] { "https", "http" }), ("GatewayUrl", ["wss", "ws"]) }
        )
        {
            if (
                Given(key2) is { } url
                && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme))
            )
            {
                yield return $"Flash:Discord:{key2} is '{url}'; it must be an address that begins with {schemes[0]}:// "
                    + $"or {schemes[1]}://.";
            }
        }

        if (
            Given("Shards") is { } shards
            && !(
                int.TryParse(shards, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is >= 1 and <= 1024
            )
        )
        {
            yield return $"Flash:Discord:Shards is '{shards}'; allowed are 1 to 1024, or nothing to use as many as "
                + $"Discord recommends.";
        }

        if (Given("Compression") is { } compression && !bool.TryParse(compression, out _))
        {
            yield return $"Flash:Discord:Compression is '{compression}'; allowed are true and false.";
        }
    }

    private string? Given(string key) =>
        section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private Uri? Address(string key) => Uri.TryCreate(Given(key), UriKind.Absolute, out var address) ? address : null;
}
