using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Audit;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Flash.Migrations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Data;

/// <summary>What the role of Flash's own processes can do: everything they need, and nothing to the audit log but
/// adding to it.</summary>
public sealed class ApplicationRoleTests(ApplicationRoleTests.Role role) : IClassFixture<ApplicationRoleTests.Role>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flash_works_with_it_from_request_to_erasure()
    {
        // A log of its own: in the other one a test writes an entry of the year 2031, and time must not run backwards.
        await using var own = new Role();
        await own.InitializeAsync();
        await using var chat = new TestChat(own.ConnectionString, ("Flash:Personal:MasterKey", new string('c', 64)));
        var drawn = await chat.DrawnAsync();
        var desk = chat.Get<ModerationDesk>();
        var grace = new Moderator("flash", "grace", "Grace");

        await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, drawn, 1));
        await desk.ReportAsync(drawn, 1, chat.Me, "Look.", Cancelled);
        await desk.AddRuleAsync(PromptRule.Create(RuleKind.Phrase, "zeppelin"), null, grace, Cancelled);
        await desk.BanAsync(Platform.Telegram, chat.Me.Id, TimeSpan.FromDays(1), "Spam.", grace, Cancelled);
        var sealedEntries = await chat.Get<AuditSealer>().SealAsync(Cancelled);
        await chat.Get<PersonalData>().EraseAsync(Platform.Telegram, chat.Me.Id, grace, Cancelled);
        await chat.Get<AuditSealer>().SealAsync(Cancelled);

        Assert.True(sealedEntries >= 6);
        Assert.Empty((await chat.Get<AuditVerifier>().VerifyAsync([], null, Cancelled)).Findings);
        Assert.Empty(await FlashMigrator.PendingAsync(own.ConnectionString, Cancelled));
    }

    [Fact]
    public async Task A_password_that_was_changed_in_the_settings_is_changed_with_the_next_migration()
    {
        await using var own = new Role();
        await own.InitializeAsync();
        Assert.False(await own.HasPasswordAsync("another"));
        var changed = new NpgsqlConnectionStringBuilder(own.ConnectionString) { Password = "another" };

        await FlashMigrator.MigrateAsync(own.OwnerConnectionString, changed.ConnectionString, Cancelled);

        Assert.True(await own.HasPasswordAsync("another"));
    }

    [Theory]
    [InlineData("UPDATE flash.audit_log SET action = 'x'")]
    [InlineData("UPDATE flash.audit_log SET sequence = 1, previous_hash = '', hash = ''")]
    [InlineData("DELETE FROM flash.audit_log")]
    [InlineData("TRUNCATE flash.audit_log")]
    [InlineData("DELETE FROM flash.audit_log_other")]
    [InlineData("SELECT FROM flash.audit_log_other")]
    [InlineData("ALTER TABLE flash.audit_log DISABLE TRIGGER ALL")]
    [InlineData("DROP TABLE flash.audit_log")]
    [InlineData("DROP TRIGGER audit_log_append_only ON flash.audit_log")]
    [InlineData(
        "CREATE OR REPLACE FUNCTION flash.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    )]
    [InlineData(
        "INSERT INTO flash.audit_log (id, actor_platform, actor_id, actor_name, action) VALUES (1, 'telegram', '1', 'Mallory', 'x')"
    )]
    [InlineData(
        "INSERT INTO flash.audit_log (occurred_at, actor_platform, actor_id, actor_name, action) VALUES ('2020-01-01', 'telegram', '1', 'Mallory', 'x')"
    )]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SELECT flash.guard_audit_partition('users')")]
    [InlineData("DELETE FROM flash.migrations")]
    [InlineData("DELETE FROM flash.personal_keys")]
    [InlineData("SELECT setval('flash.audit_log_ids', 1)")]
    public async Task It_has_no_right_to_more(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(role.ConnectionString);
        await dataSource
            .CreateCommand(
                "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('telegram', '1', 'Ada', 'imagine.requested')"
            )
            .ExecuteNonQueryAsync(Cancelled);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            dataSource.CreateCommand(sql).ExecuteNonQueryAsync(Cancelled)
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("ARRAY[1], ARRAY[5], ARRAY['\\x00'::bytea], ARRAY['\\x01'::bytea], ARRAY[''], ARRAY[NULL::bytea]")]
    [InlineData("ARRAY[1], ARRAY[1], ARRAY['\\x00'::bytea], ARRAY['\\x01'::bytea], ARRAY[''], ARRAY[NULL::bytea]")]
    [InlineData(
        "ARRAY[99], ARRAY[1], ARRAY[decode(repeat('00', 32), 'hex')], ARRAY['\\x01'::bytea], ARRAY[''], ARRAY[NULL::bytea]"
    )]
    [InlineData(
        "ARRAY[]::bigint[], ARRAY[]::bigint[], ARRAY[]::bytea[], ARRAY[]::bytea[], ARRAY[]::text[], ARRAY[]::bytea[]"
    )]
    public async Task It_seals_only_what_continues_the_chain(string seals)
    {
        await using var dataSource = NpgsqlDataSource.Create(role.ConnectionString);
        await dataSource
            .CreateCommand(
                "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('telegram', '1', 'Ada', 'imagine.requested')"
            )
            .ExecuteNonQueryAsync(Cancelled);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            dataSource.CreateCommand($"SELECT flash.seal_audit_entries({seals})").ExecuteNonQueryAsync(Cancelled)
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        Assert.Equal(
            true,
            await dataSource
                .CreateCommand("SELECT bool_or(sequence IS NULL) FROM flash.audit_log")
                .ExecuteScalarAsync(Cancelled)
        );
    }

    [Fact]
    public async Task It_may_have_next_months_partition_made_which_is_guarded_like_the_others()
    {
        await using var dataSource = NpgsqlDataSource.Create(role.ConnectionString);
        Assert.Equal(
            true,
            await dataSource
                .CreateCommand("SELECT flash.ensure_audit_partition('2031-05-17')")
                .ExecuteScalarAsync(Cancelled)
        );
        Assert.Equal(
            false,
            await dataSource
                .CreateCommand("SELECT flash.ensure_audit_partition('2031-05-31 23:59:59Z')")
                .ExecuteScalarAsync(Cancelled)
        );
        await using var owner = NpgsqlDataSource.Create(role.OwnerConnectionString);
        await owner
            .CreateCommand(
                "INSERT INTO flash.audit_log (occurred_at, actor_platform, actor_id, actor_name, action) VALUES ('2031-05-02', 'telegram', '1', 'Ada', 'x')"
            )
            .ExecuteNonQueryAsync(Cancelled);

        foreach (
            var sql in new[]
            {
                "UPDATE flash.audit_log_2031_05 SET action = 'y'",
                "DELETE FROM flash.audit_log_2031_05",
                "TRUNCATE flash.audit_log_2031_05",
            }
        )
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                owner.CreateCommand($"SET session_replication_role = replica; {sql}").ExecuteNonQueryAsync(Cancelled)
            );
            Assert.Contains("the audit log only grows", refusal.MessageText, StringComparison.Ordinal);
        }
    }

    /// <summary>A migrated database and a role that does not own it.</summary>
    public sealed class Role : IAsyncLifetime
    {
        private readonly string name = $"flash_role_{Guid.NewGuid():N}";
        private PostgresDatabase? database;

        public string ConnectionString { get; private set; } = "";

        public string OwnerConnectionString => database?.ConnectionString ?? "";

        /// <summary>Whether the server takes that password, whoever it trusts without one: what it stores is
        /// <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c> (RFC 5803).</summary>
        public async Task<bool> HasPasswordAsync(string password)
        {
            await using var owner = NpgsqlDataSource.Create(OwnerConnectionString);
            await using var command = owner.CreateCommand("SELECT rolpassword FROM pg_authid WHERE rolname = $1");
            command.Parameters.Add(new() { Value = name });
            var parts = ((string)(await command.ExecuteScalarAsync(Cancelled))!).Split('$', ':'); // a role with a password
            var salted = Rfc2898DeriveBytes.Pbkdf2(
                password,
                Convert.FromBase64String(parts[2]),
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                HashAlgorithmName.SHA256,
                32
            );
            return Convert.ToBase64String(SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8))) == parts[3];
        }

        public async ValueTask InitializeAsync()
        {
            database = await PostgresDatabase.CreateAsync(Cancelled);
            ConnectionString = new NpgsqlConnectionStringBuilder(OwnerConnectionString)
            {
                Username = name,
                Password = "quote ' \\ and dollars $$",
            }.ConnectionString;
            await FlashMigrator.MigrateAsync(OwnerConnectionString, ConnectionString, Cancelled);
        }

        public async ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearAllPools();
            await using (var owner = NpgsqlDataSource.Create(OwnerConnectionString))
            {
                await owner
                    .CreateCommand($"DROP OWNED BY {name}; DROP ROLE {name}")
                    .ExecuteNonQueryAsync(CancellationToken.None);
            }

            await database!.DisposeAsync(); // made above
        }
    }
}
