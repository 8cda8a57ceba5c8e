using System.Net;
using System.Text.Json;
using Flash.Bots.Discord;

namespace Flash.Host.Doctor;

/// <summary>Whether the moderators' chats can be reached, and whether checkpoints are signed that could be posted
/// there.</summary>
internal static class ModeratorLooks
{
    private const string TelegramSetting = "Flash:Moderation:Telegram:ChatId";
    private const string DiscordSetting = "Flash:Moderation:Discord:ChannelId";

    public static async Task<Finding> LookAsync(
        IConfiguration configuration,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        var (telegram, discord) = (configuration[TelegramSetting], configuration[DiscordSetting]);
        if (string.IsNullOrEmpty(telegram) && string.IsNullOrEmpty(discord))
        {
            return Finding.Unused(
                $"no chat gets cards, only the console has them; to use one, set {TelegramSetting} or {DiscordSetting}"
            );
        }

        var findings = new List<Finding>();
        if (!string.IsNullOrEmpty(telegram))
        {
            findings.Add(await TelegramAsync(telegram, configuration, http, cancellationToken));
        }

        if (!string.IsNullOrEmpty(discord))
        {
            findings.Add(await DiscordAsync(discord, configuration, http, cancellationToken));
        }

        if (findings.FirstOrDefault(finding => finding.Verdict == Verdict.Broken) is { } broken)
        {
            return broken;
        }

        return Finding.Works(
            $"cards and checkpoints of the audit log go to "
                + $"{string.Join(" and ", findings.Select(finding => finding.Sentence))}"
        );
    }

    private static Task<Finding> TelegramAsync(
        string chat,
        IConfiguration configuration,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        if (configuration["Flash:Telegram:Token"] is not { Length: > 0 } token)
        {
            return Task.FromResult(Finding.Broken($"{TelegramSetting} is set, but Flash:Telegram:Token is not"));
        }

        var api = (configuration["Flash:Telegram:ApiBaseUrl"] ?? "https://api.telegram.org").TrimEnd('/');
        var question = new HttpRequestMessage(
            HttpMethod.Get,
            $"{api}/bot{token}/getChat?chat_id={Uri.EscapeDataString(chat)}"
        );
        return AskAsync(
            http,
            question,
            $"Telegram chat {chat}",
            $"the bot cannot see Telegram chat {chat}: add it there, or correct {TelegramSetting}",
            cancellationToken
        );
    }

    private static Task<Finding> DiscordAsync(
        string channel,
        IConfiguration configuration,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        if (configuration["Flash:Discord:Token"] is not { Length: > 0 } token)
        {
            return Task.FromResult(Finding.Broken($"{DiscordSetting} is set, but Flash:Discord:Token is not"));
        }

        var api = (configuration["Flash:Discord:ApiBaseUrl"] ?? DiscordOptions.PublicApi).TrimEnd('/');
        var question = new HttpRequestMessage(HttpMethod.Get, $"{api}/channels/{Uri.EscapeDataString(channel)}");
        question.Headers.TryAddWithoutValidation("Authorization", $"Bot {token}");
        return AskAsync(
            http,
            question,
            $"Discord channel {channel}",
            $"the bot cannot see Discord channel {channel}: give it View Channel, Send Messages and Attach Files "
                + $"there, or correct {DiscordSetting}",
            cancellationToken
        );
    }

    private static async Task<Finding> AskAsync(
        HttpClient http,
        HttpRequestMessage question,
        string works,
        string broken,
        CancellationToken cancellationToken
    )
    {
        using var asked = question;
        try
        {
            using var response = await http.SendAsync(asked, cancellationToken);
            return response.IsSuccessStatusCode
                ? Finding.Works(works)
                : Finding.Broken(
                    response.StatusCode == HttpStatusCode.Unauthorized
                        ? "the token is not known: see the lines above"
                        : broken
                );
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return Finding.Broken("the network gives no answer about the moderators' chat: see the lines above");
        }
    }
}
