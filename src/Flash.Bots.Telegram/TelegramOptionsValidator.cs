using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram;

/// <summary>Stops the process before it talks to a wrong server or with half a token. Never repeats the token.</summary>
internal sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        var failures = new List<string>();
        if (!TokenShape().IsMatch(options.Token))
        {
            failures.Add(options.Token.Length == 0
                ? "Telegram:Token is missing; BotFather gives one, it looks like 123456789:AAE…"
                : $"Telegram:Token has {options.Token.Length} characters but not the shape BotFather gives: a number, a colon, then letters, digits, '_' or '-'.");
        }

        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
        {
            failures.Add($"Telegram:ApiBaseUrl must be http:// or https:// with a host and perhaps a port, like https://api.telegram.org; it is '{options.ApiBaseUrl}'.");
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    [GeneratedRegex("^[0-9]{1,19}:[A-Za-z0-9_-]+$")]
    private static partial Regex TokenShape();
}
