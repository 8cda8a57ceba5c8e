using Flash.Testing;
using Flash.Testing.BotApi;

namespace Flash.Host.Tests;

/// <summary>The roles as processes of their own, killed without warning in the middle of something; each person sees one result all the same.</summary>
[Collection("flash up")]
public sealed class TelegramKillTests : IAsyncLifetime
{
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
    [InlineData("telegram", "sendPhoto")]
    [InlineData("worker", "editMessageMedia")]
    public async Task A_process_killed_in_the_middle_of_a_call_leaves_one_result_to_the_next(string role, string during)
    {
        var chat = server.PrivateChat(new BotUser(9_001, "Ada"));
        var other = role == "telegram" ? "worker" : "telegram";
        await using var staying = Start(other);
        await using (var dying = Start(role))
        {
            using var held = server.Script.Hold(during);
            chat.Says("/imagine a red boat --count 1 --seed 3");
            await held.Reached.WaitAsync(TimeSpan.FromMinutes(3), Cancel);

            dying.Signal("KILL");
            await dying.ExitAsync(Cancel);
        }

        await using var next = Start(role);
        for (var look = 0; look < 1800 && !IsDone(chat); look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.True(IsDone(chat), $"{chat.FromBot.Count} messages");
        chat.Says("/help");
        for (var look = 0; look < 600 && chat.FromBot.Count < 2; look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal(2, chat.FromBot.Count);
        Assert.Single(chat.FromBot, message => message.Content.File is not null);
    }

    private static bool IsDone(BotChat chat) => chat.FromBot.Any(message => message.Content.Caption?.Contains("Seed 3", StringComparison.Ordinal) == true);

    private FlashProcess Start(string role) => FlashProcess.Start(
        new Dictionary<string, string>
        {
            ["ConnectionStrings__Flash"] = database.ConnectionString,
            ["Telegram__Token"] = server.Token,
            ["Telegram__ApiBaseUrl"] = server.Address.ToString(),
            ["Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
        },
        "serve", "--roles", role);
}
