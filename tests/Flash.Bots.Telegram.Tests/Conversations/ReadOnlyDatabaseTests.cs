using Flash.Bots.Supervision;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>A database that is read-only for a while, as after a failover or on a full disk: every loop of ingress,
/// worker and sealer comes back, and what was said meanwhile is answered.</summary>
public sealed class ReadOnlyDatabaseTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("flash-read-only-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_said_while_nothing_could_be_written_is_answered_afterwards(bool withWebhook)
    {
        host.Settings["Flash:Audit:Folder"] = folder;
        await host.StartAsync(withWorker: true, token: null, withWebhook);
        var before = host.NewPrivateChat();
        before.Says("/imagine a red boat --count 1 --steps 1 --seed 1");
        await host.UntilAuditAsync(before, "imagine.delivered");

        await MakeReadOnlyAsync("on");
        var meanwhile = host.NewPrivateChat();
        meanwhile.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
        await Task.Delay(TimeSpan.FromSeconds(5), Cancel);
        var loops = host.Get<BackgroundLoops>();
        Assert.Contains(loops.All, loop =>
            loop.Complaint() is { } said && said.Contains("25006", StringComparison.Ordinal)
        );
        Assert.Empty(meanwhile.FromBot);

        await MakeReadOnlyAsync("off");
        var writable = TimeProvider.System.GetUtcNow();
        await host.UntilAuditAsync(meanwhile, "imagine.delivered");
        Assert.InRange(TimeProvider.System.GetUtcNow() - writable, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        for (var look = 0; look < 200 && loops.All.Any(loop => loop.Complaint() is not null); look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.All(loops.All, loop => Assert.Null(loop.Complaint()));
        Assert.Null(loops.Bug);
        Assert.DoesNotContain(
            "notebook",
            string.Concat(meanwhile.FromBot.Select(said => said.Content.Text)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_table_that_is_not_what_the_program_expects_ends_the_process_instead_of_a_part_of_it()
    {
        await host.StartAsync(withWorker: true, token: null);
        await host.ExecuteAsync("ALTER TABLE flash.telegram_updates RENAME TO elsewhere");

        var loops = host.Get<BackgroundLoops>();
        for (var look = 0; look < 200 && loops.Bug is null; look++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.NotNull(loops.Bug);
    }

    // What is there is ended too: a session keeps the setting it began with.
    private async Task MakeReadOnlyAsync(string setting)
    {
        await host.ExecuteAsync(
            $"""
            SET transaction_read_only = off;
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {setting}', current_database());
                PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            END $$
            """
        );
        host.ForgetConnections();
    }
}
