using Flash.Bots.Audit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Flash.Bots.Tests.Audit;

public sealed class AuditVerifierTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_untouched_log_is_intact()
    {
        await using var log = await SealedLog.CreateAsync(20);
        await log.AppendAsync(3);

        var report = await log.VerifyAsync();

        Assert.True(report.IsIntact, string.Join('\n', report.Findings));
        Assert.Equal((20, 3), (report.Sealed, report.Unsealed));
    }

    [Theory]
    [InlineData(
        "UPDATE flash.audit_log SET actor_name = 'Mallory' WHERE sequence = 7",
        "Entry 7 (id 7) was changed or moved: its content does not match its hash."
    )]
    [InlineData(
        "UPDATE flash.audit_log SET occurred_at = occurred_at + interval '1 microsecond' WHERE sequence = 7",
        "Entry 7 (id 7) was changed"
    )]
    [InlineData(
        "UPDATE flash.audit_log SET details = details || '{\"b\": 8}' WHERE sequence = 7",
        "Entry 7 (id 7) was changed"
    )]
    [InlineData("UPDATE flash.audit_log SET chat_id = NULL WHERE sequence = 6", "Entry 6 (id 6) was changed")]
    [InlineData("DELETE FROM flash.audit_log WHERE sequence = 7", "Entry 7 was removed.")]
    [InlineData("DELETE FROM flash.audit_log WHERE sequence <= 3", "Entries 1 to 3 were removed.")]
    public async Task What_a_superuser_does_to_an_entry_is_found_and_nothing_else_is_blamed(string sql, string finding)
    {
        await using var log = await SealedLog.CreateAsync(20);

        await log.TamperAsync(sql);

        Assert.StartsWith(
            finding,
            Assert.Single((await log.VerifyAsync()).Findings).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_both_named()
    {
        await using var log = await SealedLog.CreateAsync(20);

        await log.TamperAsync(
            "UPDATE flash.audit_log SET sequence = -7 WHERE sequence = 7; UPDATE flash.audit_log SET sequence = 7 WHERE sequence = 8; UPDATE flash.audit_log SET sequence = 8 WHERE sequence = -7"
        );

        Assert.Equal([7L, 8L], (await log.VerifyAsync()).Findings.Select(finding => finding.Sequence));
    }

    [Fact]
    public async Task An_entry_that_was_squeezed_in_is_named()
    {
        await using var log = await SealedLog.CreateAsync(20);

        await log.TamperAsync(
            """
            DROP INDEX flash.audit_log_sequence_idx;
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, sequence, previous_hash, hash)
            SELECT 'telegram', '1', 'Mallory', 'user.banned', 7, previous_hash, hash FROM flash.audit_log WHERE sequence = 7
            """
        );

        var finding = Assert.Single((await log.VerifyAsync()).Findings);
        Assert.Equal((AuditFault.Inserted, 7L, 21L), (finding.Fault, finding.Sequence, finding.Id!.Value));
    }

    [Fact]
    public async Task An_entry_that_was_sealed_anew_is_named_by_the_one_behind_it()
    {
        await using var log = await SealedLog.CreateAsync(20);

        await ResealAsync(log, from: 7, to: 7);

        var finding = Assert.Single((await log.VerifyAsync()).Findings);
        Assert.Equal((AuditFault.Rewritten, 7L), (finding.Fault, finding.Sequence));
    }

    [Fact]
    public async Task A_chain_that_was_recomputed_to_its_end_is_convicted_by_a_checkpoint()
    {
        await using var log = await SealedLog.CreateAsync(20);
        var checkpoint = await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        await log.AppendAsync(5);
        await log.SealAllAsync();
        Assert.True((await log.VerifyAsync([checkpoint!])).IsIntact);

        await ResealAsync(log, from: 7, to: 25);

        Assert.True((await log.VerifyAsync()).IsIntact);
        Assert.Equal(
            (AuditFault.CheckpointMismatch, 20L),
            Assert.Single((await log.VerifyAsync([checkpoint!])).Findings) switch
            {
                var f => (f.Fault, f.Sequence),
            }
        );
    }

    [Fact]
    public async Task An_end_that_was_cut_off_is_convicted_by_a_checkpoint()
    {
        await using var log = await SealedLog.CreateAsync(20);
        var checkpoint = await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);

        await log.TamperAsync("DELETE FROM flash.audit_log WHERE sequence > 15");

        Assert.True((await log.VerifyAsync()).IsIntact);
        Assert.Equal(
            "The end was cut off: a checkpoint was signed at entry 20, which is not there any more.",
            Assert.Single((await log.VerifyAsync([checkpoint!])).Findings).ToString()
        );
    }

    [Fact]
    public async Task A_checkpoint_that_somebody_else_signed_convicts_itself()
    {
        await using var log = await SealedLog.CreateAsync(20);
        var honest = await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        var forged = AuditCheckpoint.Sign(
            new Ed25519PrivateKeyParameters(new SecureRandom()),
            20,
            new byte[32],
            honest!.At
        );

        Assert.Equal(
            AuditFault.CheckpointForged,
            Assert.Single((await log.VerifyAsync([honest, forged])).Findings).Fault
        );
        Assert.Equal(
            AuditFault.CheckpointForged,
            Assert.Single((await log.VerifyAsync([honest with { Sequence = 19 }])).Findings).Fault
        );
        Assert.Equal(
            AuditFault.CheckpointForged,
            Assert.Single((await log.VerifyAsync([honest with { Signature = "zz" }])).Findings).Fault
        );
    }

    [Theory]
    [InlineData("UPDATE flash.audit_log SET hash = NULL, previous_hash = NULL, sequence = NULL")]
    [InlineData("UPDATE flash.audit_log SET sequence = sequence + 100")]
    [InlineData("SET session_replication_role = replica; DELETE FROM flash.audit_log")]
    [InlineData("SET session_replication_role = replica; TRUNCATE flash.audit_log")]
    [InlineData(
        "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, sequence, previous_hash, hash) VALUES ('telegram', '1', 'Mallory', 'user.banned', 99, '', '')"
    )]
    [InlineData(
        "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('telegram', '1', 'Ada', 'x'); UPDATE flash.audit_log SET action = 'y', sequence = 3, previous_hash = '', hash = '' WHERE sequence IS NULL"
    )]
    public async Task The_database_refuses_to_unseal_reseal_or_forge(string sql)
    {
        await using var log = await SealedLog.CreateAsync(2);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => log.ExecuteAsync(sql));

        Assert.Contains("the audit log only grows", refusal.MessageText, StringComparison.Ordinal);
        var report = await log.VerifyAsync();
        Assert.True(report.IsIntact && report.Sealed == 2);
    }

    /// <summary>What someone with all rights and our source code would do: change one entry and compute the hashes
    /// anew.</summary>
    private static async Task ResealAsync(SealedLog log, long from, long to)
    {
        await log.TamperAsync($"UPDATE flash.audit_log SET actor_name = 'Mallory' WHERE sequence = {from}");
        for (var sequence = from; sequence <= to; sequence++)
        {
            var (at, before) = ((long?)sequence, (long?)(sequence - 1));
            await using var db = await log.Databases.CreateDbContextAsync(Cancelled);
            var entry = AuditRows.Of(await db.AuditLog.SingleAsync(row => row.Sequence == at, Cancelled));
            var previous = await db
                .AuditLog.Where(row => row.Sequence == before)
                .Select(row => row.Hash!) // it is sealed
                .SingleAsync(Cancelled);
            var hash = AuditChain.Hash(previous, sequence, entry);
            await log.TamperAsync(
                $"UPDATE flash.audit_log SET previous_hash = '\\x{Convert.ToHexString(previous)}', hash = '\\x{Convert.ToHexString(hash)}' WHERE sequence = {sequence}"
            );
        }
    }
}
