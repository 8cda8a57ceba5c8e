using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Flash.Host.Doctor;

/// <summary>Whether pictures appear while someone types in Telegram, which way they take, and what is
/// missing.</summary>
internal static class InlineLooks
{
    private const string HowToSetUp =
        "set Flash:Telegram:Inline:PublicUrl to the web role's https address, or, without one, "
        + "Flash:Telegram:Inline:ScratchChatId to a chat that the bot may post to";

    public static async Task<Finding> LookAsync(
        IConfiguration configuration,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        if (configuration["Flash:Telegram:Token"] is not { Length: > 0 } token)
        {
            return Finding.Unused("not used; it comes with Telegram");
        }

        var bot =
            $"{(configuration["Flash:Telegram:ApiBaseUrl"] ?? "https://api.telegram.org").TrimEnd('/')}/bot{token}/";
        try
        {
            var isOn =
                await AskAsync(http, bot + "getMe", cancellationToken) is { } me
                && me.TryGetProperty("supports_inline_queries", out var supports)
                && supports.GetBoolean();
            if (configuration["Flash:Telegram:Inline:PublicUrl"] is { Length: > 0 } publicUrl)
            {
                return isOn
                    ? Finding.Works($"pictures go by addresses at {publicUrl}; {Feedback}")
                    : SwitchOn("Flash:Telegram:Inline:PublicUrl");
            }

            if (configuration["Flash:Telegram:Inline:ScratchChatId"] is { Length: > 0 } scratch)
            {
                if (!isOn)
                {
                    return SwitchOn("Flash:Telegram:Inline:ScratchChatId");
                }

                return
                    await AskAsync(
                        http,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{bot}getChat?chat_id={Uri.EscapeDataString(scratch)}"
                        ),
                        cancellationToken
                    )
                        is null
                    ? Finding.Broken(
                        $"the bot cannot see chat {scratch}: add it there with the right to post, or correct "
                            + $"Flash:Telegram:Inline:ScratchChatId"
                    )
                    : Finding.Works($"pictures go through chat {scratch}, one at a time; {Feedback}");
            }

            return isOn
                ? Finding.Broken($"BotFather has inline mode on, but pictures have no way into it: {HowToSetUp}")
                : Finding.Unused($"not used; to use it, send /setinline to @BotFather and {HowToSetUp}");
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException or OperationCanceledException or InvalidOperationException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return Finding.Broken("Telegram gives no sensible answer about it: see the line above");
        }
    }

    private const string Feedback =
        "if chosen pictures stay small sketches, send /setinlinefeedback to @BotFather and choose 100%";

    private static Finding SwitchOn(string setting) =>
        Finding.Broken($"{setting} is set, but inline mode is off: send /setinline to @BotFather");

    /// <summary>The result of a call; null when Telegram refuses it.</summary>
    private static async Task<JsonElement?> AskAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(url), cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("result")
            : null;
    }
}
