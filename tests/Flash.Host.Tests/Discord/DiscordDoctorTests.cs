using Flash.Testing;
using Flash.Testing.DiscordApi;

namespace Flash.Host.Tests.Discord;

/// <summary>What <c>flash doctor</c> says of Discord.</summary>
public sealed class DiscordDoctorTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_works_brings_the_link_that_invites_the_bot_and_another_is_said_to_be_unknown(
        bool isRight
    )
    {
        await using var server = await DiscordServer.StartAsync(CancellationToken);
        var token = isRight ? server.Token : "MTA5.another.token";

        var (_, output, _) = await FlashProcess.RunAsync(
            new Dictionary<string, string>
            {
                ["Flash__Discord__Token"] = token,
                ["Flash__Discord__ApiBaseUrl"] = server.ApiBaseUrl.ToString(),
            },
            CancellationToken,
            "doctor"
        );

        var link =
            $"https://discord.com/oauth2/authorize?client_id={server.ApplicationId}&scope=bot+applications.commands&permissions=";
        Assert.Equal(isRight, output.Contains(link, StringComparison.Ordinal));
        Assert.Equal(!isRight, output.Contains("does not know this token", StringComparison.Ordinal));
        Assert.DoesNotContain(token, output, StringComparison.Ordinal);
        Assert.Empty(server.Violations);
    }
}
