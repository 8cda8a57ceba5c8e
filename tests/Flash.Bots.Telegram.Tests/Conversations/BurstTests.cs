namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Many people at the same moment: they wait for a connection, and nobody is told that there is none.</summary>
public sealed class BurstTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_hundred_and_fifty_at_once_share_the_pool_and_none_is_refused()
    {
        host.Settings["Flash:Database:Connections"] = "6";
        await host.StartAsync(withWorker: false, token: null);
        var chats = Enumerable.Range(0, 150).Select(_ => host.NewPrivateChat()).ToArray();

        foreach (var chat in chats)
        {
            chat.Says("/imagine a red boat --count 1 --steps 1");
        }

        var most = 0L;
        for (
            var look = 0;
            look < 600 && await host.CountAsync("SELECT count(*) FROM flash.generations") < chats.Length;
            look++
        )
        {
            most = Math.Max(
                most,
                await host.CountAsync(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            );
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(chats.Length, await host.CountAsync("SELECT count(*) FROM flash.generations"));
        Assert.InRange(most, 1, 6 + 1 + 2); // The pool, the listener, and what this test counts with.
        Assert.DoesNotContain(chats.SelectMany(chat => chat.FromBot), said =>
            (said.Content.Text ?? said.Content.Caption ?? "").Contains("notebook", StringComparison.Ordinal)
        );
    }
}
