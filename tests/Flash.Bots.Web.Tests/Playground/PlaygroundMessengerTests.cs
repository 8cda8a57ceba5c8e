using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests.Playground;

/// <summary>The messenger alone, as a worker on a machine without any web server has it.</summary>
public sealed class PlaygroundMessengerTests : IAsyncLifetime
{
    private readonly PlaygroundReply address = new(Guid.NewGuid());
    private PostgresDatabase? database;
    private ServiceProvider? services;

    private IMessenger Messenger => services!.GetRequiredService<IMessenger>(); // set in InitializeAsync

    private NpgsqlDataSource Database => services!.GetRequiredService<NpgsqlDataSource>(); // as above

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancellation);
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([new("ConnectionStrings:Flash", database.ConnectionString)])
                    .Build()
            )
            .AddLogging()
            .AddFlashBots()
            .AddFlashPlaygroundMessenger()
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_edit_replaces_the_pictures_and_a_later_message_sweeps_up_their_bytes()
    {
        var posted = await Messenger.PostAsync(address, Samples.Pictures("a boat", Samples.Jpeg), Cancellation);

        await Messenger.EditAsync(posted, Samples.Pictures("a boat", Samples.Jpeg, Samples.Jpeg), Cancellation);

        Assert.Equal(
            ["0:1", "1:1", "1:2"],
            await ListAsync("SELECT revision || ':' || position FROM flash.playground_media ORDER BY 1")
        );
        await ListAsync(
            "UPDATE flash.playground_messages SET updated_at = updated_at - interval '2 minutes' RETURNING 'done'"
        );
        await Messenger.PostAsync(address, Samples.Text("and now?"), Cancellation);
        Assert.Equal(
            ["1:1", "1:2"],
            await ListAsync("SELECT revision || ':' || position FROM flash.playground_media ORDER BY 1")
        );
        Assert.Equal(
            ["1 1 2"],
            await ListAsync(
                "SELECT revision || ' ' || media_revision || ' ' || jsonb_array_length(media) FROM flash.playground_messages ORDER BY id LIMIT 1"
            )
        );
    }

    [Fact]
    public async Task What_must_not_be_seen_any_more_is_not_there_under_an_earlier_revision_either()
    {
        var posted = await Messenger.PostAsync(address, Samples.Pictures("a boat", Samples.Jpeg), Cancellation);
        await Messenger.EditAsync(posted, Samples.Pictures("a boat", Samples.Jpeg, Samples.Jpeg), Cancellation);

        await Messenger.EditAsync(
            posted,
            Samples.Pictures("a moderator looks at it first", Samples.Jpeg) with
            {
                HidesPictures = true,
            },
            Cancellation
        );

        Assert.Equal(["2:1"], await ListAsync("SELECT revision || ':' || position FROM flash.playground_media"));
    }

    [Fact]
    public async Task An_edit_without_pictures_keeps_those_that_are_there()
    {
        var posted = await Messenger.PostAsync(address, Samples.Pictures("a boat", Samples.Jpeg), Cancellation);

        await Messenger.EditAsync(posted, Samples.Text("a boat, step 2 of 3"), Cancellation);

        Assert.Equal(
            ["a boat, step 2 of 3 1 0 1"],
            await ListAsync(
                "SELECT text || ' ' || revision || ' ' || media_revision || ' ' || jsonb_array_length(media) FROM flash.playground_messages"
            )
        );
        Assert.Equal(["0"], await ListAsync("SELECT revision::text FROM flash.playground_media"));
    }

    [Fact]
    public async Task A_deleted_message_leaves_no_text_and_no_picture_and_cannot_be_edited()
    {
        var posted = await Messenger.PostAsync(address, Samples.Pictures("a secret", Samples.Jpeg), Cancellation);

        await Messenger.DeleteAsync(posted, Cancellation);
        await Messenger.DeleteAsync(posted, Cancellation);

        Assert.Empty(await ListAsync("SELECT position::text FROM flash.playground_media"));
        Assert.Equal(
            ["true  []"],
            await ListAsync("SELECT deleted || ' ' || text || ' ' || media FROM flash.playground_messages")
        );
        var refused = await Assert.ThrowsAsync<MessengerException>(() =>
            Messenger.EditAsync(posted, Samples.Text("again"), Cancellation)
        );
        Assert.Equal(MessengerFault.MessageGone, refused.Fault);
    }

    [Fact]
    public async Task Edits_from_many_workers_at_once_keep_one_revision_each_and_one_set_of_pictures()
    {
        var posted = await Messenger.PostAsync(address, Samples.Pictures("a boat", Samples.Jpeg), Cancellation);

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Messenger.EditAsync(posted, Samples.Pictures("a boat", Samples.Jpeg, Samples.Jpeg), Cancellation)
                )
        );

        Assert.Equal(
            ["20 20"],
            await ListAsync("SELECT revision || ' ' || media_revision FROM flash.playground_messages")
        );
        Assert.Equal(
            ["20:1", "20:2"],
            await ListAsync(
                "SELECT revision || ':' || position FROM flash.playground_media WHERE revision = 20 ORDER BY 1"
            )
        );
    }

    [Fact]
    public async Task A_missing_database_is_a_messenger_fault_that_does_not_repeat_what_was_said()
    {
        await database!.DisposeAsync(); // set in InitializeAsync

        var fault = await Assert.ThrowsAsync<MessengerException>(() =>
            Messenger.PostAsync(address, Samples.Text("hello"), Cancellation)
        );

        Assert.DoesNotContain("hello", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_network_is_refused_by_name()
    {
        var misuse = await Assert.ThrowsAsync<ArgumentException>(() =>
            Messenger.PostAsync(new TelegramReply(1), Samples.Text("hello"), Cancellation)
        );

        Assert.Contains("Telegram", misuse.Message, StringComparison.Ordinal);
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
