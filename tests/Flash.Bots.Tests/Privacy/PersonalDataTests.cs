using System.Text;
using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Bots.Tests.Privacy;

public sealed class PersonalDataTests : IAsyncLifetime
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");

    private PostgresDatabase? database;
    private TestChat? chat;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TestChat Chat => chat ?? throw new InvalidOperationException("Not started.");

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
    public async Task The_log_holds_names_and_prompts_only_as_ciphertext_and_opens_them_while_there_is_a_key()
    {
        await DrawAsync();

        Assert.DoesNotContain("Ada", await DumpAsync("audit_log"), StringComparison.Ordinal);
        Assert.DoesNotContain("walrus", await DumpAsync("audit_log"), StringComparison.Ordinal);
        var requested = Assert.Single(await LinesAsync(), line => line.Entry.Action == AuditAction.ImagineRequested);
        Assert.Equal(("Ada", "a lonely walrus", false), (requested.Name, requested.Prompt, requested.IsErased));
    }

    [Fact]
    public async Task An_erased_person_is_nowhere_to_be_read_and_the_chain_still_verifies()
    {
        var drawn = await DrawAsync();
        await Chat.PressAsync(
            new ButtonAction(ButtonVerb.Animate, drawn, 1),
            by: new Person(Platform.Telegram, "somebody-else", "Bea")
        );
        var before = await VerifyAsync();

        var erased = await Chat.Get<PersonalData>().EraseAsync(Platform.Telegram, Chat.Me.Id, Grace, Cancelled);

        await SealAsync();
        Assert.Equal((2, 2), (erased.Generations, erased.Keys)); // one for the log, one for the pictures
        Assert.NotEmpty(erased.Messages);
        foreach (
            var table in new[] { "audit_log", "generations", "users", "pictures", "reports", "playground_messages" }
        )
        {
            var dump = await DumpAsync(table);
            Assert.DoesNotContain("Ada", dump, StringComparison.Ordinal);
            Assert.DoesNotContain("walrus", dump, StringComparison.Ordinal);
        }

        Assert.All((await LinesAsync()).Where(line => line.Entry.ActorId == Chat.Me.Id), line =>
            Assert.Equal(("", null), (line.Name, line.Prompt))
        );
        var after = await VerifyAsync();
        Assert.True(before.IsIntact && after.IsIntact);
        Assert.Equal(before.Sealed + 3, after.Sealed); // the animation's request, its end, and the erasure
        Assert.Equal(
            "Bea",
            Assert.Single(await LinesAsync(), line => line.Entry.Action == AuditAction.AnimateRequested).Name
        );
    }

    [Fact]
    public async Task What_was_not_sealed_yet_when_a_person_was_erased_is_sealed_without_them()
    {
        await DrawAsync();
        await Chat.SayAsync("/imagine another walrus");

        await Chat.Get<PersonalData>().EraseAsync(Platform.Telegram, Chat.Me.Id, Grace, Cancelled);
        await SealAsync();

        Assert.DoesNotContain(await LinesAsync(), line =>
            line.Entry.ActorId == Chat.Me.Id && (line.Name.Length > 0 || line.Prompt is not null)
        );
        Assert.DoesNotContain("Ada", await DumpAsync("audit_log"), StringComparison.Ordinal);
        Assert.True((await VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task Somebody_who_comes_back_gets_a_new_key_and_a_ban_outlasts_the_erasure()
    {
        await DrawAsync();
        await Chat.Get<PersonalData>().EraseAsync(Platform.Telegram, Chat.Me.Id, Grace, Cancelled);
        await Chat.SayAsync("/imagine a happy walrus");
        await SealAsync();
        Assert.Equal("a happy walrus", Assert.Single(await LinesAsync(), line => line.Prompt is not null).Prompt);

        await Chat.Get<ModerationDesk>()
            .BanAsync(Platform.Telegram, Chat.Me.Id, TimeSpan.FromDays(1), "Spam.", Grace, Cancelled);
        await Chat.Get<PersonalData>().EraseAsync(Platform.Telegram, Chat.Me.Id, Grace, Cancelled);
        await Chat.SayAsync("/imagine a sad walrus");
        Assert.StartsWith("You cannot ask for pictures until", Chat.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_erased_while_something_is_drawn_gets_nothing_kept()
    {
        await Chat.SayAsync("/imagine a lonely walrus");
        var id = Assert.Single(await Chat.GenerationsAsync());
        var store = Chat.Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);

        await Chat.Get<PersonalData>().EraseAsync(Platform.Telegram, Chat.Me.Id, Grace, Cancelled);

        Assert.False(
            await store.MarkDeliveredAsync(
                id,
                claim!.Epoch,
                [new DeliveredPicture(1, 8, 8, new byte[32], [1])],
                "abc",
                Cancelled
            )
        );
        Assert.False(await store.RenewLeaseAsync(id, claim.Epoch, TimeSpan.FromMinutes(1), Cancelled));
    }

    [Fact]
    public async Task The_export_says_what_is_kept_and_a_stranger_learns_that_nothing_is()
    {
        var drawn = await DrawAsync();
        await Chat.Get<ModerationDesk>().ReportAsync(drawn, 1, Chat.Me, "It looks at me.", Cancelled);
        await SealAsync();

        var mine = JsonNode.Parse(
            await Chat.Get<PersonalData>().ExportAsync(Platform.Telegram, Chat.Me.Id, Cancelled)
        )!;
        var nobodys = JsonNode.Parse(
            await Chat.Get<PersonalData>().ExportAsync(Platform.Telegram, "nobody", Cancelled)
        )!;

        Assert.Equal("Ada", (string?)mine["person"]!["name"]);
        Assert.Equal("a lonely walrus", (string?)mine["requests"]![0]!["prompt"]);
        Assert.Equal("AQID", (string?)mine["requests"]![0]!["thumbnails"]![0]);
        Assert.Equal("It looks at me.", (string?)mine["reportsAndAppeals"]![0]!["text"]);
        Assert.Contains("a lonely walrus", mine["auditLog"]!.AsArray().Select(entry => (string?)entry!["prompt"]));
        Assert.Null(nobodys["person"]);
        Assert.Empty(nobodys["auditLog"]!.AsArray());
    }

    [Fact]
    public async Task Another_master_key_opens_nothing_and_seals_nothing()
    {
        await DrawAsync();
        await using var other = new TestChat(
            database!.ConnectionString,
            ("Flash:Personal:MasterKey", new string('b', 64))
        );
        await Chat.SayAsync("/imagine a second walrus");

        var entries = await EntriesAsync();
        await Assert.ThrowsAsync<WrongMasterKeyException>(() =>
            other.Get<AuditPersonal>().OpenAsync(entries, Cancelled)
        );
        await Assert.ThrowsAsync<WrongMasterKeyException>(() =>
            other.Get<AuditExport>().WriteAsync(new AuditFilter(), AuditFormat.Jsonl, TextWriter.Null, Cancelled)
        );
        var refusal = await Assert.ThrowsAsync<WrongMasterKeyException>(() =>
            other.Get<AuditSealer>().SealAsync(Cancelled)
        );
        Assert.StartsWith("Another master key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ciphertext_moved_to_another_entry_opens_nothing()
    {
        await DrawAsync();
        var entries = await EntriesAsync();
        var requested = entries.Single(entry => entry.Action == AuditAction.ImagineRequested);

        var moved = Assert.Single(
            await Chat.Get<AuditPersonal>().OpenAsync([requested with { Id = requested.Id + 1 }], Cancelled)
        );

        Assert.Equal(("", null, true), (moved.Name, moved.Prompt, moved.IsErased));
    }

    private async Task<GenerationId> DrawAsync()
    {
        await Chat.SayAsync("/imagine a lonely walrus");
        var id = (await Chat.GenerationsAsync())[^1];
        var store = Chat.Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        Assert.True(
            await store.MarkDeliveredAsync(
                id,
                claim!.Epoch,
                [new DeliveredPicture(1, 8, 8, new byte[32], [1, 2, 3])],
                "abc",
                Cancelled
            )
        );
        await SealAsync();
        return id;
    }

    private async Task SealAsync()
    {
        for (var batch = 0; batch < 100 && await Chat.Get<AuditSealer>().SealAsync(Cancelled) > 0; batch++) { }
    }

    private Task<AuditReport> VerifyAsync() => Chat.Get<AuditVerifier>().VerifyAsync([], null, Cancelled);

    private async Task<IReadOnlyList<AuditLine>> LinesAsync() =>
        await Chat.Get<AuditPersonal>().OpenAsync(await EntriesAsync(), Cancelled);

    private async Task<IReadOnlyList<AuditRecord>> EntriesAsync()
    {
        await using var db = await Chat.Get<IDbContextFactory<FlashDb>>().CreateDbContextAsync(Cancelled);
        return await db.AuditLog.OrderBy(entry => entry.Id).Select(AuditRows.Record).ToListAsync(Cancelled);
    }

    /// <summary>Everything that stands in a table, bytes as the text they may hold.</summary>
    private async Task<string> DumpAsync(string table)
    {
        await using var command = Chat.Get<NpgsqlDataSource>()
            .CreateCommand($"SELECT whole::text FROM flash.{table} whole");
        await using var row = await command.ExecuteReaderAsync(Cancelled);
        var dump = new StringBuilder();
        while (await row.ReadAsync(Cancelled))
        {
            dump.AppendLine(row.GetString(0));
        }

        return dump.Append(
                string.Concat(
                    dump.ToString()
                        .Split("\\\\x")
                        .Skip(1)
                        .Select(hex =>
                            Encoding.Latin1.GetString(
                                Convert.FromHexString(string.Concat(hex.TakeWhile(char.IsAsciiHexDigit)))
                            )
                        )
                )
            )
            .ToString();
    }
}
