using Flash.Bots.Audit;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Privacy;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Tests.Privacy;

public sealed class MasterKeyRotationTests
{
    private static readonly string Old = new('a', 64);
    private static readonly string New = new('b', 64);
    private static readonly Moderator Root = new("flash", "root", "root", ModeratorRole.Admin);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_rotation_the_new_key_reads_everything_and_the_old_one_nothing()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancelled);
        await using var before = new TestChat(database.ConnectionString, ("Flash:Personal:MasterKey", Old));
        await before.SayAsync("/imagine a lonely walrus");
        var drawn = await DrawnAsync(before);
        await before.Get<EvidenceStore>().PreserveAsync(drawn, "For a report.", Root, Cancelled);
        await SealAsync(before);

        var rotated = await before.Get<MasterKeyRotation>().RotateAsync(Convert.FromHexString(New), Root, Cancelled);

        await using var after = new TestChat(database.ConnectionString, ("Flash:Personal:MasterKey", New));
        Assert.Equal((true, 1), (rotated.PersonalKeys > 0, rotated.Evidence));
        Assert.Null(await after.Get<MasterKeyCheck>().FindObstacleAsync(Cancelled));
        Assert.Contains(
            "another one",
            await before.Get<MasterKeyCheck>().FindObstacleAsync(Cancelled),
            StringComparison.Ordinal
        );
        await SealAsync(after);
        var lines = await after.Get<AuditSearch>().ReadAsync(new AuditFilter(), null, 100, Cancelled);
        Assert.Contains(lines, line => line.Prompt == "a lonely walrus");
        Assert.Contains(lines, line => line.Entry.Action == "master_key.rotated");
        await Assert.ThrowsAsync<WrongMasterKeyException>(() =>
            before.Get<AuditSearch>().ReadAsync(new AuditFilter(), null, 100, Cancelled)
        );

        // With the old key nothing is rotated again, and nothing is broken.
        await Assert.ThrowsAsync<WrongMasterKeyException>(() =>
            before.Get<MasterKeyRotation>().RotateAsync(new byte[32], Root, Cancelled)
        );
        Assert.True(await after.Get<MasterKeyRotation>().IsInForceAsync(Convert.FromHexString(New), Cancelled));
    }

    [Fact]
    public void A_crash_at_any_moment_leaves_a_key_that_opens_what_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("flash-key-").FullName;
        try
        {
            var current = Path.Combine(folder, "personal.key");
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
            var files = new MasterKeyFiles(Options.Create(new PersonalOptions { MasterKeyFile = current }), time);
            var old = MasterKeyFiles.LoadOrCreate(current);

            // Crash here: the next key waits, and is the same one when the rotation is begun again.
            var next = MasterKeyFiles.LoadOrCreate(MasterKeyFiles.NextOf(current));
            Assert.Equal(next, MasterKeyFiles.LoadOrCreate(MasterKeyFiles.NextOf(current)));
            Assert.Equal(old, MasterKeyFiles.LoadOrCreate(current));

            var kept = files.Promote(current);

            Assert.Equal(next, MasterKeyFiles.LoadOrCreate(current));
            Assert.Equal(current + ".until-20261130T120000Z", kept);
            Assert.Equal(old, MasterKeyFiles.LoadOrCreate(kept));
            Assert.False(File.Exists(MasterKeyFiles.NextOf(current)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_said_to_be_that_and_is_looked_for_again()
    {
        var folder = Directory.CreateTempSubdirectory("flash-key-").FullName;
        try
        {
            var file = Path.Combine(folder, "personal.key");
            File.WriteAllText(file, "no key");
            var master = new MasterKey(Options.Create(new PersonalOptions { MasterKeyFile = file }));

            var refusal = Assert.Throws<MasterKeyException>(() => master.Seal([1], "here"));
            Assert.Contains("holds no key", refusal.Message, StringComparison.Ordinal);

            File.WriteAllText(file, Old);
            Assert.Equal([1], master.Open(master.Seal([1], "here"), "here"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<GenerationId> DrawnAsync(TestChat chat)
    {
        await using var db = await chat.Get<IDbContextFactory<FlashDb>>().CreateDbContextAsync(Cancelled);
        return await db.Generations.Select(generation => generation.Id).SingleAsync(Cancelled);
    }

    private static async Task SealAsync(TestChat chat)
    {
        while (await chat.Get<AuditSealer>().SealAsync(Cancelled) > 0) { }
    }
}
