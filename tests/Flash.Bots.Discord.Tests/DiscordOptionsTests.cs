using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Tests;

public sealed class DiscordOptionsTests
{
    [Fact]
    public void A_token_alone_is_enough_for_the_gateway()
    {
        var options = Read(("Flash:Discord:Token", "MTA5.abc.def"));

        Assert.Equal(DiscordIngress.Gateway, options.Ingress);
        Assert.Equal("https://discord.com/api/v10", options.ApiBaseUrl.ToString());
        Assert.Null(options.GatewayUrl);
    }

    [Theory]
    [InlineData("Token", "", "Flash:Discord:Token is empty")]
    [InlineData("Token", "Bot abc", "without 'Bot', spaces or quotes")]
    [InlineData("ApplicationId", "flash", "Flash:Discord:ApplicationId is 'flash'; it must be the application's id")]
    [InlineData("Ingress", "Webhook", "Flash:Discord:Ingress is 'Webhook'; allowed are Gateway and Http.")]
    [InlineData("Ingress", "Http", "Flash:Discord:PublicKey is missing")]
    [InlineData("PublicKey", "abc", "Flash:Discord:PublicKey has 3 characters")]
    [InlineData(
        "ApiBaseUrl",
        "discord.com",
        "Flash:Discord:ApiBaseUrl is 'discord.com'; it must be an address that begins with https:// or http://."
    )]
    [InlineData("GatewayUrl", "https://discord.com", "begins with wss:// or ws://.")]
    [InlineData("Shards", "0", "Flash:Discord:Shards is '0'; allowed are 1 to 1024")]
    [InlineData("Compression", "yes", "allowed are true and false")]
    public void A_mistake_is_one_sentence_that_names_what_was_given_and_what_is_allowed(
        string key,
        string value,
        string sentence
    )
    {
        var failure = Assert.Throws<OptionsValidationException>(() =>
            Read(("Flash:Discord:Token", "MTA5.abc.def"), ("Flash:Discord:" + key, value))
        );

        Assert.Contains(sentence, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_token_is_not_repeated_in_the_complaint()
    {
        var failure = Assert.Throws<OptionsValidationException>(() =>
            Read(("Flash:Discord:Token", "Bot secret-token"))
        );

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static DiscordOptions Read(params (string Key, string Value)[] settings)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        settings
                            .GroupBy(setting => setting.Key)
                            .ToDictionary(same => same.Key, same => (string?)same.Last().Value)
                    )
                    .Build()
            )
            .AddFlashDiscordIngress()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<DiscordOptions>>().Value;
    }
}
