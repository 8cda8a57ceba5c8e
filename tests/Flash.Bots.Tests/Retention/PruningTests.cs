using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Retention;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Retention;

public sealed class PruningTests : IAsyncLifetime
{
    private PostgresDatabase? database;
    private TestChat? chat;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TestChat Chat => chat ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancelled);
        chat = new TestChat(
            database.ConnectionString,
            ("Flash:Personal:MasterKey", new string('d', 64)),
            ("Flash:Retention:PicturesDays", "10"),
            ("Flash:Retention:PromptsDays", "100")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Chat.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task Pictures_go_first_then_words_and_what_is_newer_or_reported_stays()
    {
        var (old, older, reported, fresh) = (
            await DrawnAsync(20),
            await DrawnAsync(120),
            await DrawnAsync(120),
            await DrawnAsync(1)
        );
        await Chat.Get<ModerationDesk>().ReportAsync(reported, 1, Chat.Me with { Id = "somebody" }, "Look.", Cancelled);

        var expected = await Chat.Get<Pruning>().LookAsync(Cancelled);
        var pruned = await Chat.Get<Pruning>().PruneAsync(Cancelled);

        Assert.Equal(new Pruned(2, 1, 0, 0), pruned);
        Assert.Equal(expected, pruned);
        Assert.Equal((false, true), await KeptAsync(old));
        Assert.Equal((false, false), await KeptAsync(older));
        Assert.Equal((true, true), await KeptAsync(reported));
        Assert.Equal((true, true), await KeptAsync(fresh));
        Assert.True((await Chat.Get<Pruning>().PruneAsync(Cancelled)).IsNothing);
        Assert.Equal(
            1L,
            await ReadAsync<long>("SELECT count(*) FROM flash.audit_log WHERE action = 'retention.pruned'")
        );
        var press = await Chat.PressAsync(new ButtonAction(ButtonVerb.Again, older));
        Assert.Equal((true, Texts.For("en").NotKept), (press.IsError, press.Text));
    }

    [Fact]
    public async Task Old_months_of_the_log_are_not_readable_any_more_and_the_chain_verifies()
    {
        await DrawnAsync(1);
        await SealAsync();
        await ExecuteAsync("UPDATE flash.personal_keys SET period = date_trunc('month', now() - interval '200 days')");
        await Chat.SayAsync("/imagine a new boat");
        await SealAsync();

        var pruned = await Chat.Get<Pruning>().PruneAsync(Cancelled);

        Assert.Equal(1, pruned.Keys);
        var lines = await Chat.Get<AuditSearch>()
            .ReadAsync(new AuditFilter { ActorId = Chat.Me.Id }, null, 10, Cancelled);
        Assert.Equal(["a new boat", null], lines.Select(line => line.Prompt));
        Assert.True((await Chat.Get<AuditVerifier>().VerifyAsync([], null, Cancelled)).IsIntact);
    }

    [Fact]
    public async Task Keys_of_pictures_go_with_the_pictures_however_long_the_words_stay()
    {
        var (old, reported) = (await DrawnAsync(20), await DrawnAsync(20));
        await Chat.Get<ModerationDesk>().ReportAsync(reported, 1, Chat.Me with { Id = "somebody" }, "Look.", Cancelled);
        await KeepThumbnailAsync(old);
        await KeepThumbnailAsync(reported);
        await ExecuteAsync("UPDATE flash.personal_keys SET period = date_trunc('month', now() - interval '70 days')");

        var kept = await Chat.Get<Pruning>().PruneAsync(Cancelled);
        Assert.Equal((1, 0), (kept.Pictures, kept.Keys));
        Assert.Null(await Chat.Get<Thumbnails>().FindAsync(old, 1, Cancelled));
        Assert.Equal("jpeg"u8.ToArray(), await Chat.Get<Thumbnails>().FindAsync(reported, 1, Cancelled));

        await ExecuteAsync("UPDATE flash.reports SET state = 'dismissed'");
        var pruned = await Chat.Get<Pruning>().PruneAsync(Cancelled);
        Assert.Equal((1, 1), (pruned.Pictures, pruned.Keys));
        Assert.Equal(
            1L,
            await ReadAsync<long>(
                "SELECT count(*) FROM flash.personal_keys WHERE purpose = 'pictures' AND wrapped IS NULL AND is_expired"
            )
        );
    }

    [Fact]
    public async Task The_chat_in_the_browser_loses_its_files_with_pictures_and_its_words_with_prompts()
    {
        await ExecuteAsync(
            """
            WITH message AS (
                INSERT INTO flash.playground_messages (conversation_id, change, revision, media_revision, from_person, text, buttons, media, deleted, created_at, updated_at)
                SELECT gen_random_uuid(), nextval('flash.playground_changes'), 0, 0, true, 'mine ' || days, '[]', '[{"kind": "jpeg"}]', false,
                    now() - days * interval '1 day', now() - days * interval '1 day' FROM unnest(ARRAY[1, 20, 120]) days RETURNING id)
            INSERT INTO flash.playground_media (message_id, revision, position, bytes, media_type) SELECT id, 0, 1, 'jpeg', 'image/jpeg' FROM message
            """
        );

        var expected = await Chat.Get<Pruning>().LookAsync(Cancelled);
        var pruned = await Chat.Get<Pruning>().PruneAsync(Cancelled);

        Assert.Equal((2L, 1L), (pruned.Files, pruned.Texts));
        Assert.Equal(expected, pruned);
        Assert.Equal(1L, await ReadAsync<long>("SELECT count(*) FROM flash.playground_media"));
        Assert.Equal(
            "mine 1, mine 20",
            await ReadAsync<string>(
                "SELECT string_agg(text, ', ' ORDER BY text) FROM flash.playground_messages WHERE text <> ''"
            )
        );
    }

    [Fact]
    public async Task A_dry_run_counts_the_keys_of_pictures_that_the_real_one_lets_go_of()
    {
        await KeepThumbnailAsync(await DrawnAsync(20));
        await KeepThumbnailAsync(await DrawnAsync(20));
        await ExecuteAsync("UPDATE flash.personal_keys SET period = date_trunc('month', now() - interval '70 days')");

        var expected = await Chat.Get<Pruning>().LookAsync(Cancelled);

        Assert.Equal((2L, 1L), (expected.Pictures, expected.Keys));
        Assert.Equal(expected, await Chat.Get<Pruning>().PruneAsync(Cancelled));
    }

    [Fact]
    public async Task The_log_is_read_in_pages_and_prompts_are_found_by_word()
    {
        foreach (
            var prompt in new[]
            {
                "a red boat",
                "two boats in the red evening",
                "a boat, red with anger",
                "a blue boat",
            }
        )
        {
            await Chat.SayAsync($"/imagine {prompt}");
        }

        await SealAsync();
        var ids = await Chat.GenerationsAsync();
        var search = Chat.Get<GenerationSearch>();
        var first = await search.FindAsync(
            new GenerationQuery { Words = "RED boat", UserId = Chat.Me.Id },
            null,
            1,
            Cancelled
        );
        var second = await search.FindAsync(
            new GenerationQuery { Words = "RED boat", UserId = Chat.Me.Id },
            first[0],
            5,
            Cancelled
        );
        Assert.Equal([ids[2]], first);
        Assert.Equal([ids[0]], second);
        Assert.Equal(
            [ids[3]],
            await search.FindAsync(
                new GenerationQuery
                {
                    Words = "boat -red",
                    State = GenerationState.Queued,
                    Platform = Platform.Telegram,
                    ChatId = Chat.Here.Id,
                },
                null,
                5,
                Cancelled
            )
        );
        Assert.Empty(
            await search.FindAsync(
                new GenerationQuery { Words = "boat", Until = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1) },
                null,
                5,
                Cancelled
            )
        );
        Assert.Empty(
            await search.FindAsync(new GenerationQuery { Words = "'); DROP TABLE flash.users; --" }, null, 5, Cancelled)
        );

        var log = Chat.Get<AuditSearch>();
        var newest = await log.ReadAsync(new AuditFilter { Action = "imagine.*" }, null, 3, Cancelled);
        var rest = await log.ReadAsync(new AuditFilter { Action = "imagine.*" }, newest[^1].Entry.Id, 3, Cancelled);
        Assert.Equal(
            ["a blue boat", "a boat, red with anger", "two boats in the red evening"],
            newest.Select(line => line.Prompt)
        );
        Assert.Equal(["a red boat"], rest.Select(line => line.Prompt));
    }

    private async Task<GenerationId> DrawnAsync(int daysAgo)
    {
        await Chat.SayAsync("/imagine a red boat");
        var now = (await Chat.GenerationsAsync())[^1];
        var then = Guid.CreateVersion7(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(daysAgo));
        await ExecuteAsync(
            $"""
            DELETE FROM flash.outbox;
            UPDATE flash.generations SET id = '{then}', state = 'delivered', created_at = now() - interval '{daysAgo} days' WHERE id = '{now}';
            INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail) VALUES ('{then}', 1, 8, 8, '', '')
            """
        );
        return new GenerationId(then);
    }

    private async Task KeepThumbnailAsync(GenerationId id)
    {
        var (key, boxes) = await Chat.Get<Thumbnails>()
            .SealAsync(id, [new DeliveredPicture(1, 8, 8, [], "jpeg"u8.ToArray())], Cancelled);
        await ExecuteAsync(
            $"UPDATE flash.pictures SET key_id = {key}, thumbnail = '\\x{Convert.ToHexString(boxes[0])}' WHERE generation_id = '{id}'"
        );
    }

    private async Task<(bool Picture, bool Words)> KeptAsync(GenerationId id)
    {
        var recipe = JsonNode.Parse(
            await ReadAsync<string>($"SELECT recipe::text FROM flash.generations WHERE id = '{id}'")
        )!;
        var words = await ReadAsync<string>($"SELECT prompt FROM flash.generations WHERE id = '{id}'");
        Assert.Equal(words, (string?)recipe["prompt"]);
        return (
            await ReadAsync<bool>($"SELECT EXISTS (SELECT FROM flash.pictures WHERE generation_id = '{id}')"),
            words.Length > 0
        );
    }

    private async Task SealAsync()
    {
        for (var batch = 0; batch < 100 && await Chat.Get<AuditSealer>().SealAsync(Cancelled) > 0; batch++) { }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancelled))!; // callers ask for what is there
    }
}
