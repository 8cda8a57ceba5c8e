using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram;

/// <summary>Stops the process before it talks to a wrong server or with half a token. Never repeats a secret.</summary>
internal sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        var failures = new List<string>();
        if (!TokenShape().IsMatch(options.Token))
        {
            failures.Add(
                options.Token.Length == 0
                    ? "Flash:Telegram:Token is missing; BotFather gives one, it looks like 123456789:AAE…"
                    : $"Flash:Telegram:Token has {options.Token.Length} characters but not the shape BotFather gives: "
                        + $"a number, a colon, then letters, digits, '_' or '-'."
            );
        }

        if (
            !Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var api)
            || api.Scheme is not ("http" or "https")
            || api.PathAndQuery != "/"
            || api.UserInfo.Length > 0
        )
        {
            failures.Add(
                $"Flash:Telegram:ApiBaseUrl must be http:// or https:// with a host and perhaps a port, like "
                    + $"https://api.telegram.org; it is '{options.ApiBaseUrl}'."
            );
        }

        if (options.Webhook.Url.Length > 0)
        {
            ValidateWebhook(options.Webhook, failures);
        }

        if (
            options.Inline.PublicUrl is { Length: > 0 } publicUrl
            && (
                !Uri.TryCreate(publicUrl, UriKind.Absolute, out var address)
                || address.PathAndQuery != "/"
                || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
            )
        )
        {
            failures.Add(
                $"Flash:Telegram:Inline:PublicUrl is https:// with a host and perhaps a port, where Telegram reaches "
                    + $"the web role, like https://flash.example.org; it is '{publicUrl}'."
            );
        }

        if (options.LocalFilesPath.Length > 0 && !Directory.Exists(options.LocalFilesPath))
        {
            failures.Add(
                $"Flash:Telegram:LocalFilesPath is the working folder of a Bot API server started with --local; there "
                    + $"is no folder '{options.LocalFilesPath}' here."
            );
        }

        if (options.Inline.ScratchChatId == 0)
        {
            failures.Add(
                "Flash:Telegram:Inline:ScratchChatId is the number of a chat that the bot may post to, like "
                    + "-1001234567890; it is 0."
            );
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static void ValidateWebhook(TelegramWebhookOptions webhook, List<string> failures)
    {
        // A self-hosted Bot API server on the same machine delivers over plain HTTP; the public one insists on HTTPS.
        if (
            !Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url)
            || (url.Scheme != "https" && !(url.Scheme == "http" && url.IsLoopback))
            || url.AbsolutePath == "/"
            || url.Query.Length > 0
        )
        {
            failures.Add(
                $"Flash:Telegram:Webhook:Url must be https:// with a host and a path, like "
                    + $"https://flash.example.org/telegram; it is '{webhook.Url}'."
            );
        }

        if (!SecretShape().IsMatch(webhook.SecretToken))
        {
            failures.Add(
                "Flash:Telegram:Webhook:SecretToken must be 1 to 256 letters, digits, '_' or '-'; without it anyone "
                    + "could send updates in Telegram's name."
            );
        }

        if (webhook.MaxConnections is < 1 or > 100)
        {
            failures.Add($"Flash:Telegram:Webhook:MaxConnections is {webhook.MaxConnections}; 1 to 100 are allowed.");
        }
    }

    [GeneratedRegex("^[0-9]{1,19}:[A-Za-z0-9_-]+$")]
    private static partial Regex TokenShape();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex SecretShape();
}
