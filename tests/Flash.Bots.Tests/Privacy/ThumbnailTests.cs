using System.Text;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Privacy;

/// <summary>Thumbnails can be read while their person's key is there, and never again once it is destroyed.</summary>
public sealed class ThumbnailTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, .. "a walrus, asleep"u8];

    private PostgresDatabase? database;
    private TestChat? chat;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TestChat Chat => chat ?? throw new InvalidOperationException("Not started.");

    private Thumbnails Thumbnails => Chat.Get<Thumbnails>();

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancelled);
        chat = new TestChat(database.ConnectionString, ("Flash:Personal:MasterKey", new string('a', 64)));
    }

    public async ValueTask DisposeAsync()
    {
        await Chat.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task A_thumbnail_stands_in_the_database_as_ciphertext_only_and_opens_in_its_own_place_only()
    {
        var id = await DrawAsync(Chat);
        var other = await DrawAsync(Chat);

        Assert.Equal(Jpeg, await Thumbnails.FindAsync(id, 1, Cancelled));
        Assert.DoesNotContain("walrus", Encoding.Latin1.GetString(await StoredAsync(id)), StringComparison.Ordinal);

        await ExecuteAsync(
            $"UPDATE flash.pictures SET thumbnail = (SELECT thumbnail FROM flash.pictures WHERE generation_id = '{id}') WHERE generation_id = '{other}'"
        );
        Assert.Null(await Thumbnails.FindAsync(other, 1, Cancelled));
    }

    [Fact]
    public async Task A_backup_of_the_pictures_does_not_open_after_the_person_was_erased()
    {
        var id = await DrawAsync(Chat);
        await ExecuteAsync("CREATE TABLE backup AS SELECT * FROM flash.pictures");

        await Chat.Get<PersonalData>()
            .EraseAsync(Platform.Telegram, Chat.Me.Id, new Moderator("flash", "grace", "Grace"), Cancelled);
        Assert.Null(await Thumbnails.FindAsync(id, 1, Cancelled));
        await ExecuteAsync("INSERT INTO flash.pictures SELECT * FROM backup");

        Assert.Null(await Thumbnails.FindAsync(id, 1, Cancelled));
    }

    [Fact]
    public async Task Without_the_right_master_key_a_picture_is_delivered_and_its_thumbnail_is_not_kept()
    {
        await DrawAsync(Chat);
        await using var other = new TestChat(
            database!.ConnectionString,
            ("Flash:Personal:MasterKey", new string('b', 64))
        );
        await ExecuteAsync($"UPDATE flash.personal_keys SET external_id = '{other.Me.Id}'");

        var id = await DrawAsync(other);

        Assert.Empty(await StoredAsync(id));
        Assert.Null(await Thumbnails.FindAsync(id, 1, Cancelled));
    }

    private static async Task<GenerationId> DrawAsync(TestChat chat)
    {
        await chat.SayAsync("/imagine a lonely walrus");
        var id = (await chat.GenerationsAsync())[^1];
        var store = chat.Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        Assert.True(
            await store.MarkDeliveredAsync(
                id,
                claim!.Epoch,
                [new DeliveredPicture(1, 8, 8, new byte[32], Jpeg)],
                "abc",
                Cancelled
            )
        );
        return id;
    }

    private async Task<byte[]> StoredAsync(GenerationId id)
    {
        await using var command = Chat.Get<NpgsqlDataSource>()
            .CreateCommand($"SELECT thumbnail FROM flash.pictures WHERE generation_id = '{id}'");
        return (byte[])(await command.ExecuteScalarAsync(Cancelled))!; // just delivered
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
