namespace Flash.Bots.Telegram.Tests;

public sealed class TelegramOptionsTests
{
    [Theory]
    [InlineData("https://api.telegram.org")]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://telegram-bot-api:8081/")]
    public void A_server_is_named_by_scheme_host_and_port(string url) =>
        Assert.True(Validate("123:abc", url).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("api.telegram.org")]
    [InlineData("ftp://api.telegram.org")]
    [InlineData("https://api.telegram.org/bot")]
    [InlineData("https://user:secret@api.telegram.org")]
    public void Anything_else_is_refused_with_an_example(string url) =>
        Assert.Contains(
            "like https://api.telegram.org",
            Validate("123:abc", url).FailureMessage,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("123:")]
    [InlineData("123:abc def")]
    public void A_token_of_the_wrong_shape_is_refused_without_repeating_it(string token)
    {
        var message = Validate(token, "https://api.telegram.org").FailureMessage!;

        Assert.Contains("Flash:Telegram:Token", message, StringComparison.Ordinal);
        Assert.True(token.Length == 0 || !message.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://flash.example.org/telegram", "s3cret")]
    [InlineData("http://127.0.0.1:8443/telegram", "s3cret")]
    public void A_webhook_is_an_address_with_a_path_and_a_secret(string url, string secret) =>
        Assert.True(
            Validate(
                "123:abc",
                "https://api.telegram.org",
                new TelegramWebhookOptions { Url = url, SecretToken = secret }
            ).Succeeded
        );

    [Theory]
    [InlineData("http://flash.example.org/telegram", "s3cret", "Flash:Telegram:Webhook:Url")]
    [InlineData("https://flash.example.org", "s3cret", "Flash:Telegram:Webhook:Url")]
    [InlineData("flash.example.org/telegram", "s3cret", "Flash:Telegram:Webhook:Url")]
    [InlineData("https://flash.example.org/telegram", "", "Flash:Telegram:Webhook:SecretToken")]
    [InlineData("https://flash.example.org/telegram", "two words", "Flash:Telegram:Webhook:SecretToken")]
    public void A_webhook_that_anybody_could_use_is_refused(string url, string secret, string setting) =>
        Assert.Contains(
            setting,
            Validate(
                "123:abc",
                "https://api.telegram.org",
                new TelegramWebhookOptions { Url = url, SecretToken = secret }
            ).FailureMessage!,
            StringComparison.Ordinal
        );

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(
        string token,
        string url,
        TelegramWebhookOptions? webhook = null
    ) =>
        new TelegramOptionsValidator().Validate(
            null,
            new TelegramOptions
            {
                Token = token,
                ApiBaseUrl = url,
                Webhook = webhook ?? new(),
            }
        );
}
