using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>A network that loses calls and answers, fails, dawdles, and brings updates in any order and some of them
/// twice. People notice waits, and nothing else.</summary>
public sealed class BadDayTests : IAsyncLifetime
{
    private const int Seed = 20261127;

    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everybody_gets_each_of_their_pictures_once(bool withWebhook)
    {
        await host.StartAsync(withWorker: true, token: null, withWebhook);
        var day = host.Server.Script.Chance = new Chance(Seed)
        {
            Lost = 0.1,
            Unanswered = 0.1,
            Failed = 0.1,
        };
        host.Server.Updates.Shuffle = new Random(Seed);
        var chats = Enumerable.Range(0, 8).Select(_ => host.NewPrivateChat()).ToArray();

        foreach (var chat in chats)
        {
            chat.Says($"/imagine a red boat {chat.Id} --count 1 --steps 2 --seed 1");
            chat.Says($"/imagine a blue boat {chat.Id} --count 1 --steps 2 --seed 2");
        }

        for (var look = 0; look < 1800 && await DeliveredAsync() < 2 * chats.Length; look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal(2 * chats.Length, await DeliveredAsync());
        Assert.All(chats, chat =>
        {
            foreach (var (colour, seed) in (ReadOnlySpan<(string, int)>)[("red", 1), ("blue", 2)])
            {
                // A post whose answer was lost may have left a placeholder; a result it never is.
                var result = Assert.Single(chat.FromBot, message =>
                    message.Content.Caption!.Contains($"Seed {seed}", StringComparison.Ordinal)
                );
                Assert.StartsWith($"“a {colour} boat {chat.Id}”", result.Content.Caption, StringComparison.Ordinal);
            }
        });
        Assert.Equal(16, await host.CountAsync("SELECT count(*) FROM flash.generations"));
        Assert.NotEmpty(day.Happened);
    }

    private Task<long> DeliveredAsync() =>
        host.CountAsync("SELECT count(*) FROM flash.audit_log WHERE action = 'imagine.delivered'");
}
