using System.Globalization;
using System.Net;
using System.Text.Json;
using Flash.Bots.Commands;
using Flash.Bots.Discord;

namespace Flash.Host.Doctor;

/// <summary>Asks each configured network who we are. Tokens are never printed.</summary>
internal static class NetworkLooks
{
    private const string TelegramPublicApi = "https://api.telegram.org";

    public static Task<Finding> TelegramAsync(
        IConfiguration configuration,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        var api = configuration["Flash:Telegram:ApiBaseUrl"] ?? TelegramPublicApi;
        return configuration["Flash:Telegram:Token"] is not { Length: > 0 } token
            ? Task.FromResult(
                Finding.Unused("not used; to use it, ask @BotFather for a bot and set Flash:Telegram:Token")
            )
            : AskAsync(
                http,
                "Flash:Telegram:Token",
                api,
                new HttpRequestMessage(HttpMethod.Get, $"{api.TrimEnd('/')}/bot{token}/getMe"),
                answer =>
                    answer.GetProperty("result").GetProperty("username").GetString() is { } name
                        ? $"{name} (talk to it at https://t.me/{name}; {CommandList.Listed} commands)"
                        : null,
                cancellationToken
            );
    }

    public static Task<Finding> DiscordAsync(
        IConfiguration configuration,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        var api = configuration["Flash:Discord:ApiBaseUrl"] ?? DiscordOptions.PublicApi;
        if (configuration["Flash:Discord:Token"] is not { Length: > 0 } token)
        {
            return Task.FromResult(
                Finding.Unused(
                    "not used; to use it, make an application at https://discord.com/developers and set "
                        + "Flash:Discord:Token"
                )
            );
        }

        var request = new HttpRequestMessage(HttpMethod.Get, $"{api.TrimEnd('/')}/users/@me");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bot {token}");
        request.Headers.UserAgent.ParseAdd("DiscordBot (Flash.Bots, 1)"); // Discord turns others away
        return AskAsync(
            http,
            "Flash:Discord:Token",
            api,
            request,
            answer =>
                $"{answer.GetProperty("username").GetString()} (invite it with "
                + $"{DiscordInvite.LinkFor(ApplicationOf(configuration, answer))}; {DiscordInvite.Commands} "
                + $"commands)",
            cancellationToken
        );
    }

    /// <summary>Bots of today have their application's id.</summary>
    private static ulong ApplicationOf(IConfiguration configuration, JsonElement bot) =>
        ulong.TryParse(configuration["Flash:Discord:ApplicationId"], CultureInfo.InvariantCulture, out var id)
            ? id
            : ulong.Parse(bot.GetProperty("id").GetString() ?? "", CultureInfo.InvariantCulture);

    private static async Task<Finding> AskAsync(
        HttpClient http,
        string setting,
        string api,
        HttpRequestMessage request,
        Func<JsonElement, string?> nameIn,
        CancellationToken cancellationToken
    )
    {
        using var question = request;
        try
        {
            using var response = await http.SendAsync(question, cancellationToken);
            if (
                response.StatusCode
                is HttpStatusCode.Unauthorized
                    or HttpStatusCode.Forbidden
                    or HttpStatusCode.NotFound
            )
            {
                return Finding.Broken($"{api} does not know this token: check {setting}");
            }

            var answer = await response
                .EnsureSuccessStatusCode()
                .Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return Finding.Works($"the bot is {nameIn(answer)} at {api}");
        }
        catch (Exception e)
            when (e
                    is HttpRequestException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            return Finding.Broken(
                $"{api} gives no sensible answer: check the network and "
                    + $"{setting.Replace("Token", "ApiBaseUrl", StringComparison.Ordinal)}"
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Broken($"{api} did not answer within {http.Timeout.TotalSeconds:0} s: check the network");
        }
    }
}
