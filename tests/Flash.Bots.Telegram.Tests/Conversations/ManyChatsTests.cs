using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Fifty people at once, and a Telegram that counts.</summary>
public sealed class ManyChatsTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_people_at_once_each_get_their_pictures_once()
    {
        host.Server.Limits = new BotLimits(TimeProvider.System);
        var chats = Enumerable.Range(0, 50).Select(_ => host.NewPrivateChat()).ToArray();

        Parallel.ForEach(chats, chat => chat.Says($"/imagine a boat {chat.Id} --count 1 --steps 1"));
        for (var look = 0; look < 1200 && await DeliveredAsync() < chats.Length; look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal(chats.Length, await DeliveredAsync());
        Assert.All(chats, chat =>
        {
            var message = Assert.Single(chat.FromBot);
            Assert.StartsWith($"“a boat {chat.Id}”", message.Content.Caption, StringComparison.Ordinal);
            Assert.Contains("Seed", message.Content.Caption, StringComparison.Ordinal);
        });
        Assert.Equal(0, host.Server.Limits.Ignored);
    }

    private Task<long> DeliveredAsync() =>
        host.CountAsync("SELECT count(*) FROM flash.audit_log WHERE action = 'imagine.delivered'");
}
