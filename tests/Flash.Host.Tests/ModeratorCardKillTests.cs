using Flash.Testing;
using Flash.Testing.BotApi;
using Npgsql;

namespace Flash.Host.Tests;

/// <summary>Workers that are killed while they show moderators a card: the next one finishes it, and there is never a
/// second.</summary>
[Collection("flash up")]
public sealed class ModeratorCardKillTests : IAsyncLifetime
{
    private const long Desk = -1009998887773;

    private BotApiServer server = null!;
    private PostgresDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await BotApiServer.StartAsync(Cancel);
        database = await PostgresDatabase.CreateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("sendPhoto")]
    [InlineData("editMessageMedia")]
    public async Task A_worker_killed_in_the_middle_of_a_call_leaves_one_card_to_the_next(string during)
    {
        var desk = server.Group(Desk, "Moderators");
        await ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'walrus', 'hold', 'root')"
        );
        await using var ingress = Start("telegram");
        await using (var dying = Start("worker"))
        {
            using var held = server.Script.Hold(during, when: call => call.Number("chat_id") == Desk);
            server.PrivateChat(new BotUser(9_002, "Ada")).Says("/imagine a walrus --count 1");
            await held.Reached.WaitAsync(TimeSpan.FromMinutes(4), Cancel);

            dying.Signal("KILL");
            await dying.ExitAsync(Cancel);
        }

        await using var next = Start("worker");
        for (var look = 0; look < 2400 && !desk.FromBot.Any(IsCard); look++)
        {
            await Task.Delay(100, Cancel);
        }

        // Whatever is decided now must be shown on this card and no other.
        await ExecuteAsync(
            "UPDATE flash.generations SET state = 'cancelled', finished_at = now() WHERE state = 'held'"
        );
        for (
            var look = 0;
            look < 600
                && !desk.FromBot.Any(message =>
                    message.Content.Caption?.Contains("cancelled it", StringComparison.Ordinal) == true
                );
            look++
        )
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Contains("cancelled it", Assert.Single(desk.FromBot, IsCard).Content.Caption, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM flash.moderation_cards"));
    }

    private static bool IsCard(BotMessage message) => message.Content.Keyboard.Count > 0;

    private async Task ExecuteAsync(string sql) => await RunAsync(sql, command => command.ExecuteNonQueryAsync(Cancel));

    private Task<long> CountAsync(string sql) =>
        RunAsync(sql, async command => (long)(await command.ExecuteScalarAsync(Cancel))!); // count is never null

    private async Task<T> RunAsync<T>(string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await run(command);
    }

    private FlashProcess Start(string role) =>
        FlashProcess.Start(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Flash"] = database.ConnectionString,
                ["Flash__Telegram__Token"] = server.Token,
                ["Flash__Telegram__ApiBaseUrl"] = server.Address.ToString(),
                ["Flash__Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash__Moderation__Telegram__ChatId"] = $"{Desk}",
            },
            "serve",
            "--roles",
            role
        );
}
