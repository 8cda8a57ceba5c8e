using Flash.Bots.Audit;
using Flash.Bots.Generations;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Audit;

/// <summary>What stands outside the log and differs from what the log says of it.</summary>
public sealed class AuditComparisonTests : IAsyncLifetime
{
    private PostgresDatabase? database;
    private TestChat? chat;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TestChat Chat => chat ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancelled);
        chat = new TestChat(database.ConnectionString, ("Flash:Personal:MasterKey", new string('e', 64)));
    }

    public async ValueTask DisposeAsync()
    {
        await Chat.DisposeAsync();
        await database!.DisposeAsync(); // made above
    }

    [Fact]
    public async Task What_was_asked_for_drawn_and_erased_agrees_with_its_entries()
    {
        await DrawAsync();
        await Chat.SayAsync("/imagine a boat --no sails --style watercolor --seed 18446744073709551615");
        await SealAsync();
        Assert.Equal([], Sentences(await FindAsync()));

        await Chat.Get<Flash.Bots.Privacy.PersonalData>()
            .EraseAsync(
                Chat.Me.Platform,
                Chat.Me.Id,
                new Flash.Bots.Moderation.Moderator("flash", "grace", "Grace"),
                Cancelled
            );
        await SealAsync();
        Assert.Equal([], Sentences(await FindAsync()));
    }

    [Theory]
    [InlineData(
        "UPDATE flash.generations SET prompt = 'a kind word'",
        "says something else today: its words are others"
    )]
    [InlineData(
        "UPDATE flash.generations SET recipe = recipe || '{\"negativePrompt\": \"boats\"}'",
        "what it leaves out is something else"
    )]
    [InlineData("UPDATE flash.generations SET recipe = recipe || '{\"seed\": 8}'", "its seed is 8")]
    [InlineData("UPDATE flash.generations SET recipe = recipe || '{\"model\": \"other\"}'", "its model is other")]
    [InlineData("UPDATE flash.users SET external_id = 'somebody'", "someone else asked for it")]
    [InlineData("UPDATE flash.pictures SET sha256 = '\\x01'", "A picture is not the one that entry")]
    [InlineData("SELECT setval('flash.audit_log_ids', 1)", "the next one would be 2, but there is")]
    [InlineData("SELECT setval('flash.audit_log_ids', 9000000)", "far beyond the last entry")]
    public async Task What_was_changed_beside_the_log_is_named(string sql, string sentence)
    {
        await DrawAsync();
        await SealAsync();

        await ExecuteAsync(sql);

        Assert.Contains(Sentences(await FindAsync()), finding => finding.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_was_removed_and_one_that_no_entry_tells_of_are_named()
    {
        var id = await DrawAsync();
        await SealAsync();
        await ExecuteAsync(
            $"""
            ALTER TABLE flash.audit_log DISABLE TRIGGER ALL;
            UPDATE flash.audit_log SET generation_id = '{Guid.NewGuid()}' WHERE action = 'imagine.requested' AND generation_id = '{id}';
            ALTER TABLE flash.audit_log ENABLE TRIGGER ALL
            """
        );

        var findings = await FindAsync();

        Assert.Contains(findings, finding => finding.Fault == AuditFault.RequestMissing);
        Assert.Contains(
            $"the imagine {id}",
            Assert.Single(findings, finding => finding.Fault == AuditFault.EntryMissing).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_time_that_runs_backwards_is_named()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.ExecuteAsync(
            "INSERT INTO flash.audit_log (occurred_at, actor_platform, actor_id, actor_name, action) VALUES (now() - interval '3 days', 'flash', 'x', 'X', 'x')"
        );
        await log.SealAllAsync();

        Assert.Equal(AuditFault.TimeReversed, Assert.Single((await log.VerifyAsync()).Findings).Fault);
    }

    private static IEnumerable<string> Sentences(IEnumerable<AuditFinding> findings) =>
        findings.Select(finding => finding.ToString());

    private Task<IReadOnlyList<AuditFinding>> FindAsync() => Chat.Get<AuditComparison>().RunAsync(Cancelled);

    private async Task<GenerationId> DrawAsync()
    {
        await Chat.SayAsync("/imagine a lonely walrus");
        var id = (await Chat.GenerationsAsync())[^1];
        var store = Chat.Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        var picture = new DeliveredPicture(1, 8, 8, [1, 2, 3], [4, 5, 6]);
        Assert.True(await store.MarkDeliveredAsync(id, claim!.Epoch, [picture], "abc", Cancelled));
        return id;
    }

    private Task<int> SealAsync() => Chat.Get<AuditSealer>().SealAsync(Cancelled);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
