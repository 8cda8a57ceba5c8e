using Flash.Bots.Audit;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Audit;

/// <summary>What stands outside the log and differs from what the log says of it.</summary>
public sealed class AuditComparisonTests : IAsyncLifetime
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");
    private static readonly Moderator Ada = new("flash", "ada", "Ada");
    private static readonly Person Bob = new(Platform.Telegram, "bob", "Bob");

    private static readonly (string Sql, string Sentence)[] Tamperings =
    [
        (
            "UPDATE flash.generations SET recipe = jsonb_set(recipe, '{prompt}', '\"other\"')",
            "style or options are others"
        ),
        ("UPDATE flash.generations SET prompt = 'other' WHERE parent_id IS NOT NULL", "its words, style or options"),
        (
            "UPDATE flash.generations SET recipe = recipe || '{\"style\": null}' WHERE parent_id IS NULL",
            "its style or options"
        ),
        ("UPDATE flash.generations SET parent_index = 2 WHERE parent_id IS NOT NULL", "made of another picture"),
        ("UPDATE flash.generations SET prompt = '' WHERE parent_id IS NOT NULL", "its words are gone"),
        ("UPDATE flash.chats SET external_id = 'elsewhere'", "asked for in another chat"),
        ("DELETE FROM flash.pictures WHERE index = 1", "is gone"),
        (
            "INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail) SELECT generation_id, 2, 8, 8, '', '' FROM flash.pictures",
            "no entry tells of picture 2"
        ),
        ("UPDATE flash.bans SET reason = 'Another.'", "its reason is another one"),
        ("UPDATE flash.bans SET until = until + interval '1 day'", ": it ends"),
        ("UPDATE flash.bans SET lifted_at = now(), lifted_by = 'Grace'", "it was lifted"),
        ("UPDATE flash.bans SET wanted_until = NULL, wanted_by = NULL", "what it waits for is something else"),
        ("DELETE FROM flash.bans", "it is gone"),
        (
            "INSERT INTO flash.bans (user_id, reason, banned_by) SELECT id, 'x', 'Grace' FROM flash.users WHERE external_id <> 'bob' LIMIT 1",
            "no entry tells of it"
        ),
        ("UPDATE flash.prompt_rules SET pattern = 'dog'", "its pattern is another one"),
        ("UPDATE flash.prompt_rules SET action = 'flag'", "its action is flag"),
        ("UPDATE flash.prompt_rules SET note = 'Yes.'", "its note is another one"),
        ("UPDATE flash.prompt_rules SET removed_at = now()", "it was switched off"),
        ("DELETE FROM flash.prompt_rules", "it is gone"),
        (
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'x', 'allow', 'Grace')",
            "no entry tells"
        ),
        ("UPDATE flash.personal_keys SET external_id = external_id || 'x'", "it is someone else's"),
        ("UPDATE flash.personal_keys SET wrapped = '\\x00112233'", "it does not open any more"),
        ("UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = now()", "no one was erased"),
        (
            "UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = now(), is_expired = true",
            "nothing was let go of then"
        ),
        ("DELETE FROM flash.personal_keys WHERE purpose = 'log'", "it is gone"),
    ];

    private static readonly string[] Tables =
    [
        "generations",
        "chats",
        "pictures",
        "bans",
        "prompt_rules",
        "personal_keys",
    ];

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

    [Fact]
    public async Task What_moderators_and_people_did_agrees_with_its_entries()
    {
        var desk = Chat.Get<ModerationDesk>();
        var (mine, id) = (await DrawAsync(), "");
        await FollowAsync(mine, Chat.Me);
        var theirs = await FollowAsync(mine, Bob);
        await DeliverAsync(theirs);
        await FollowAsync(theirs, Chat.Me);
        foreach (var days in (int[])[1, 3, 30, 40])
        {
            id = (
                await desk.BanAsync(Bob.Platform, Bob.Id, TimeSpan.FromDays(days), "Flooding.", Grace, Cancelled)
            ).ToString();
            await desk.UnbanAsync(Bob.Platform, days == 3 ? Bob.Id : "nobody", Grace, Cancelled);
        }

        await desk.ConfirmBanAsync(await ScalarAsync("SELECT max(id) FROM flash.bans"), Ada, Cancelled);
        var rule = (
            await desk.AddRuleAsync(PromptRule.Create(RuleKind.Phrase, "cat", note: "No."), null, Grace, Cancelled)
        )!.Value;
        var next = await desk.AddRuleAsync(PromptRule.Create(RuleKind.Phrase, "dog"), null, rule, Grace, Cancelled);
        await desk.RemoveRuleAsync(next!.Value, Grace, Cancelled);
        await Chat.Get<StarterRules>().EnsureAsync(Cancelled);
        await SealAsync();
        Assert.Equal([], Sentences(await FindAsync()));

        // Whose words they are is erased: what others made of them holds nothing of it either.
        await Chat.Get<PersonalData>().EraseAsync(Bob.Platform, Bob.Id, Grace, Cancelled);
        await SealAsync();
        Assert.Equal([], Sentences(await FindAsync()));
        Assert.NotEmpty(id);
    }

    [Fact]
    public async Task What_was_changed_in_the_tables_beside_it_is_named()
    {
        var id = await DrawAsync("--style watercolor");
        await FollowAsync(id, Chat.Me);
        await FollowAsync(id, Bob);
        var desk = Chat.Get<ModerationDesk>();
        await desk.BanAsync(Bob.Platform, Bob.Id, TimeSpan.FromDays(30), "Flooding.", Grace, Cancelled);
        await desk.AddRuleAsync(PromptRule.Create(RuleKind.Phrase, "cat", note: "No."), null, Grace, Cancelled);
        await SealAsync();
        Assert.Equal([], Sentences(await FindAsync()));
        await ExecuteAsync(
            string.Join(';', Tables.Select(table => $"CREATE TABLE kept_{table} AS SELECT * FROM flash.{table}"))
        );

        foreach (var (sql, sentence) in Tamperings)
        {
            await ExecuteAsync(sql);

            var found = Sentences(await FindAsync()).ToList();
            Assert.True(
                found.Exists(finding => finding.Contains(sentence, StringComparison.Ordinal)),
                $"{sql}: {string.Join(' ', found)}"
            );
            await ExecuteAsync(
                "SET session_replication_role = replica;"
                    + string.Concat(
                        Tables.Select(table =>
                            $"DELETE FROM flash.{table}; INSERT INTO flash.{table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_{table};"
                        )
                    )
                    + "SET session_replication_role = DEFAULT"
            );
        }

        Assert.Equal([], Sentences(await FindAsync()));
    }

    [Fact]
    public async Task A_key_that_came_back_after_an_erasure_is_named()
    {
        await DrawAsync();
        await SealAsync();
        await ExecuteAsync(
            "UPDATE flash.personal_keys SET created_at = created_at - interval '1 hour'; CREATE TABLE kept AS SELECT * FROM flash.personal_keys"
        );
        await Chat.Get<PersonalData>().EraseAsync(Chat.Me.Platform, Chat.Me.Id, Grace, Cancelled);
        await SealAsync();
        Assert.Equal([], Sentences(await FindAsync()));

        await ExecuteAsync(
            "UPDATE flash.personal_keys key SET wrapped = kept.wrapped, destroyed_at = NULL FROM kept WHERE kept.id = key.id"
        );

        Assert.Contains(Sentences(await FindAsync()), finding =>
            finding.Contains("destroyed with an erasure, and is back", StringComparison.Ordinal)
        );
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

    private async Task<GenerationId> DrawAsync(string options = "")
    {
        await Chat.SayAsync($"/imagine a lonely walrus {options}");
        var id = (await Chat.GenerationsAsync())[^1];
        await DeliverAsync(id);
        return id;
    }

    // A variation by someone.
    private async Task<GenerationId> FollowAsync(GenerationId id, Person by)
    {
        Assert.False((await Chat.PressAsync(new ButtonAction(ButtonVerb.Vary, id, 1), by: by)).IsError);
        return (await Chat.GenerationsAsync())[^1];
    }

    private async Task DeliverAsync(GenerationId id)
    {
        var store = Chat.Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        var picture = new DeliveredPicture(1, 8, 8, [1, 2, 3], [4, 5, 6]);
        Assert.True(await store.MarkDeliveredAsync(id, claim!.Epoch, [picture], "abc", Cancelled));
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancelled))!; // tests ask for what is there
    }

    private Task<int> SealAsync() => Chat.Get<AuditSealer>().SealAsync(Cancelled);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
