using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests.Moderation;

/// <summary>What people preferred, in the console and as a file.</summary>
public sealed class ArenaPageTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Votes_are_counted_on_the_page_and_in_both_files()
    {
        var conversation = host.Services.GetRequiredService<Conversation>();
        var ada = new Person(Platform.Playground, $"ada-{Guid.NewGuid():N}", "Ada");
        var chat = new Chat(Platform.Playground, $"chat-{Guid.NewGuid():N}", null, IsPrivate: true);
        var reply = new PlaygroundReply(Guid.NewGuid());
        await conversation.HandleAsync(
            new IncomingMessage
            {
                IdempotencyKey = $"arena:{Guid.NewGuid():N}",
                From = ada,
                Chat = chat,
                Text = "/arena a red boat",
                ReplyTo = reply,
            },
            Cancellation
        );
        var arena = await ReadAsync("SELECT id FROM flash.generations WHERE kind = 'arena'");
        await ExecuteAsync($"UPDATE flash.generations SET state = 'delivered' WHERE id = '{arena}'");
        await conversation.PressAsync(
            new ButtonPress
            {
                IdempotencyKey = $"vote:{Guid.NewGuid():N}",
                From = ada,
                Chat = chat,
                Code = new ButtonAction(ButtonVerb.Vote, new GenerationId(arena), 2).ToCode(),
                ReplyTo = reply,
            },
            (answer, _) =>
            {
                Assert.False(answer.IsError, answer.Text);
                return Task.CompletedTask;
            },
            Cancellation
        );
        using var browser = await ConsoleClient.SignInAsync(host.Services, host.Address, "Eva", null, Cancellation);

        using var page = await browser.AskAsync("GET", "/moderation/arena");
        using var csv = await browser.AskAsync("GET", "/moderation/arena/export?format=csv");
        using var json = await browser.AskAsync("GET", "/moderation/arena/export?format=json");

        var shown = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("flash-mini@1", shown, StringComparison.Ordinal);
        Assert.Contains("Votes: 1.", shown, StringComparison.Ordinal);
        var lines = (await csv.Content.ReadAsStringAsync(Cancellation)).Split("\r\n");
        Assert.Equal("contender,votes,wins,log_strength,standard_error,low_95,high_95,points", lines[0]);
        Assert.Equal(["1", "1"], lines[1].Split(',')[1..3]);
        Assert.Contains("\"wins\":1", await json.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<Guid> ReadAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (Guid)(await command.ExecuteScalarAsync(Cancellation))!; // the row was just made
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
