using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Moderation;

namespace Flash.Bots.Tests.Audit;

/// <summary>What is kept outside the database, and what is said when it is gone, torn, or newer than the log.</summary>
public sealed class WitnessTests
{
    private static readonly Moderator Grace = new("flash", "command-line", "Grace");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_without_a_checkpoint_says_that_it_was_compared_with_none()
    {
        await using var log = await SealedLog.CreateAsync(3);

        Assert.StartsWith(
            "The audit log is consistent in itself, compared with no checkpoint",
            (await log.VerifyAsync()).Summary,
            StringComparison.Ordinal
        );
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        var report = await new AuditVerifier(log.Databases).VerifyAsync(log.Witnesses.Read(), Cancelled);
        Assert.StartsWith("The audit log is intact", report.Summary, StringComparison.Ordinal);
        Assert.Equal(1, report.Checkpoints);
    }

    [Theory]
    [InlineData(WitnessFolder.CheckpointsFile, "in which checkpoints are kept, is gone")]
    [InlineData(AuditKeys.PublicFile, "the key that signed the checkpoints, is gone")]
    [InlineData("", "in which checkpoints are kept, is gone")]
    public async Task What_is_gone_of_the_witnesses_is_a_finding_once_the_log_is_older_than_a_few_minutes(
        string gone,
        string finding
    )
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        Assert.DoesNotContain((await RunAsync(log)).Findings, IsMissing);

        Remove(log.Folder, gone);
        Assert.DoesNotContain((await RunAsync(log)).Findings, IsMissing);

        var report = await RunAsync(log, new LaterTime(TimeSpan.FromHours(1)));
        Directory.CreateDirectory(log.Folder);
        var missing = Assert.Single(report.Findings, IsMissing);
        Assert.Contains(finding, missing.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_taken_away_is_missed_also_after_new_checkpoints_began_in_its_place()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.Checkpoints.WriteWhenDueAsync(Cancelled);
        await log.SealAllAsync();
        Assert.DoesNotContain((await Verification(log, log.Place).RunAsync(Cancelled)).Findings, IsMissing);

        // At once, however young the log is; and still so once another process has begun anew.
        Directory.Delete(log.Folder, recursive: true);
        Assert.Single((await Verification(log, log.Place).RunAsync(Cancelled)).Findings, IsMissing);
        Directory.CreateDirectory(log.Folder);
        var options = Microsoft.Extensions.Options.Options.Create(new AuditOptions { Folder = log.Folder });
        await Checkpoints(log, log.Place, options).WriteWhenDueAsync(Cancelled);
        await log.SealAllAsync();
        var missing = Assert.Single((await Verification(log, log.Place).RunAsync(Cancelled)).Findings, IsMissing);
        Assert.Contains("Checkpoints that another key signed", missing.ToString(), StringComparison.Ordinal);

        // Another machine may have a folder of the same name: that is worth knowing, and no fault.
        var history = new WitnessHistory(log.Databases, "elsewhere");
        var elsewhere = await Verification(
                log,
                new WitnessPlace(log.DataSource, log.Databases, options) { History = history }
            )
            .RunAsync(Cancelled);
        Assert.DoesNotContain(elsewhere.Findings, IsMissing);
        Assert.Contains("on another machine, or gone", Assert.Single(elsewhere.Notes), StringComparison.Ordinal);

        Assert.NotNull(await log.Place.History.AcknowledgeAsync(log.Witnesses, Grace, "The disk died.", Cancelled));
        Assert.Null(await log.Place.History.AcknowledgeAsync(log.Witnesses, Grace, "Again.", Cancelled));
        await log.SealAllAsync();
        var report = await Verification(log, log.Place).RunAsync(Cancelled);
        Assert.DoesNotContain(report.Findings, IsMissing);
        Assert.Contains("Grace answers for it: The disk died.", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_a_crash_tore_is_skipped_and_named_and_the_next_one_stands_by_itself()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        var file = Path.Combine(log.Folder, WitnessFolder.CheckpointsFile);
        await File.AppendAllTextAsync(file, "{\"sequence\": 3, \"ha", Cancelled);
        await log.AppendAsync(1);
        await log.SealAllAsync();
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);

        var report = await new AuditVerifier(log.Databases).VerifyAsync(log.Witnesses.Read(), Cancelled);

        Assert.True(report.IsIntact);
        Assert.Equal(2, report.Checkpoints);
        Assert.StartsWith(
            $"Line 2 of {file} is no checkpoint and was skipped",
            Assert.Single(report.Notes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_key_that_is_gone_is_not_replaced_while_what_it_signed_is_there()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);

        File.Delete(Path.Combine(log.Folder, AuditKeys.PrivateFile));

        Assert.Contains(
            "put it back",
            Assert.Throws<IOException>(() => AuditKeys.LoadOrCreate(log.Folder)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_older_backup_is_noticed_no_checkpoint_is_signed_behind_the_newer_one_and_somebody_answers_for_it()
    {
        await using var log = await SealedLog.CreateAsync(10);
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        await log.AppendAsync(10);
        await log.SealAllAsync();
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        Assert.Null(await log.Continuity.FindGapAsync(Cancelled));

        // A backup of entry 14, and life that goes on.
        await log.TamperAsync("DELETE FROM flash.audit_log WHERE sequence > 14");
        await log.AppendAsync(2);
        await log.SealAllAsync();

        var gap = await log.Continuity.FindGapAsync(Cancelled);
        Assert.Equal((20L, 10L, 16L), (gap!.Newest.Sequence, gap.Agreed, gap.Head));
        Assert.Contains("signed at entry 20", gap.Sentence, StringComparison.Ordinal);
        Assert.Null(await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled));
        Assert.False((await new AuditVerifier(log.Databases).VerifyAsync(log.Witnesses.Read(), Cancelled)).IsIntact);

        Assert.NotNull(await log.Continuity.AcknowledgeAsync(Grace, "The disk died.", Cancelled));

        Assert.Null(await log.Continuity.FindGapAsync(Cancelled));
        Assert.Null(await log.Continuity.AcknowledgeAsync(Grace, "Again.", Cancelled));
        await log.SealAllAsync();
        Assert.Equal(17, (await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled))!.Sequence);
        var report = await new AuditVerifier(log.Databases).VerifyAsync(log.Witnesses.Read(), Cancelled);
        Assert.True(report.IsIntact, string.Join('\n', report.Findings));
        Assert.Equal(2, report.Checkpoints);
        Assert.Contains("Grace put an older backup back", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Contains("The disk died.", report.Notes[0], StringComparison.Ordinal);
        Assert.Equal(
            "20",
            await log.ReadAsync<string>(
                "SELECT details ->> 'witness' FROM flash.audit_log WHERE action = 'audit.restore_acknowledged'"
            )
        );
    }

    [Fact]
    public async Task An_acknowledgement_that_somebody_else_wrote_explains_nothing()
    {
        await using var log = await SealedLog.CreateAsync(10);
        var newest = await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        await log.TamperAsync("DELETE FROM flash.audit_log WHERE sequence > 5");

        log.Witnesses.Append(
            new AuditRestore(0, 10, newest!.Hash, "Mallory", "Nothing.", newest.At.AddDays(1), new string('a', 128))
        );

        Assert.NotNull(await log.Continuity.FindGapAsync(Cancelled));
        Assert.Equal(
            AuditFault.Truncated,
            Assert
                .Single((await new AuditVerifier(log.Databases).VerifyAsync(log.Witnesses.Read(), Cancelled)).Findings)
                .Fault
        );
    }

    [Fact]
    public async Task A_line_that_is_taken_out_is_missed_wherever_it_stood()
    {
        await using var log = await SealedLog.CreateAsync(2);
        var file = Path.Combine(log.Folder, WitnessFolder.CheckpointsFile);
        for (var i = 0; i < 4; i++)
        {
            await log.AppendAsync(1);
            await log.SealAllAsync();
            Assert.NotNull(await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled));
        }

        var verification = Verification(log, log.Place);
        Assert.DoesNotContain((await verification.RunAsync(Cancelled)).Findings, IsMissing);
        var lines = await File.ReadAllLinesAsync(file, Cancelled);
        for (var taken = 0; taken < lines.Length; taken++)
        {
            await File.WriteAllLinesAsync(file, lines.Where((_, i) => i != taken), Cancelled);
            var report = await verification.RunAsync(log.Witnesses.Read(), Cancelled);
            Assert.Equal(taken < lines.Length - 1 ? 2 : 1, report.Findings.Count(IsMissing));
        }

        Assert.NotNull(await log.Place.History.AcknowledgeAsync(log.Witnesses, Grace, "A disk.", Cancelled));
        var answered = await verification.RunAsync(log.Witnesses.Read(), Cancelled);
        Assert.DoesNotContain(answered.Findings, IsMissing);
        await log.AppendAsync(1);
        await log.SealAllAsync();
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        Assert.DoesNotContain((await verification.RunAsync(log.Witnesses.Read(), Cancelled)).Findings, IsMissing);
    }

    [Fact]
    public async Task Lines_of_an_earlier_version_are_read_and_the_next_one_names_the_last_of_them()
    {
        await using var log = await SealedLog.CreateAsync(2);
        var old = AuditCheckpoint.Sign(
            AuditKeys.LoadOrCreate(log.Folder),
            2,
            await log.ReadAsync<byte[]>("SELECT hash FROM flash.audit_log WHERE sequence = 2"),
            TimeProvider.System.GetUtcNow()
        );
        var file = Path.Combine(log.Folder, WitnessFolder.CheckpointsFile);
        await File.WriteAllTextAsync(file, old.ToJson() + "\n", Cancelled);
        await log.AppendAsync(1);
        await log.SealAllAsync();
        var next = await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);

        Assert.Equal(AuditCheckpoint.HashOf(old.ToJson()), next!.Previous);
        Assert.DoesNotContain("previous", old.ToJson(), StringComparison.Ordinal);
        var report = await Verification(log, log.Place).RunAsync(log.Witnesses.Read(), Cancelled);
        Assert.DoesNotContain(report.Findings, IsMissing);
        Assert.Equal(2, report.Checkpoints);
        var copied = Assert.Single(AuditCheckpoint.Find($"He wrote: {next.ToText()}!").Checkpoints);
        Assert.Equal((next.Previous, next.Signature), (copied.Previous, copied.Signature));
        Assert.True(copied.IsSignedBy(log.Witnesses.Read().Key!));
    }

    [Fact]
    public async Task Below_the_data_folder_each_log_has_a_folder_of_its_own()
    {
        await using var log = await SealedLog.CreateAsync(0);
        await using var other = await SealedLog.CreateAsync(2);
        var options = Microsoft.Extensions.Options.Options.Create(new AuditOptions { DataFolder = log.Folder });

        Assert.Null(await new WitnessPlace(log.DataSource, log.Databases, options).FindAsync(Cancelled));
        await log.AppendAsync(2);
        await log.SealAllAsync();

        var mine = await new WitnessPlace(log.DataSource, log.Databases, options).FindAsync(Cancelled);
        var theirs = await new WitnessPlace(other.DataSource, other.Databases, options).FindAsync(Cancelled);
        Assert.StartsWith(log.Folder, mine!.Path, StringComparison.Ordinal);
        Assert.NotEqual(mine.Path, theirs!.Path);
    }

    [Fact]
    public async Task A_log_that_was_computed_anew_from_its_first_entry_on_meets_the_witnesses_of_the_old_one()
    {
        await using var log = await SealedLog.CreateAsync(3);
        var data = Directory.CreateTempSubdirectory("flash-witnesses-").FullName;
        var options = Microsoft.Extensions.Options.Options.Create(new AuditOptions { DataFolder = data });
        var before = new WitnessPlace(log.DataSource, log.Databases, options);
        var folder = (await before.FindAsync(Cancelled))!;
        Directory.CreateDirectory(folder.Path);
        await Checkpoints(log, before, options).WriteAsync(folder, Cancelled);

        // Another first entry has another hash, and so would have another folder.
        await log.TamperAsync(
            "UPDATE flash.audit_log SET sequence = NULL, previous_hash = NULL, hash = NULL, personal = NULL"
        );
        await log.TamperAsync(
            "UPDATE flash.audit_log SET action = 'imagine.kind' WHERE id = (SELECT min(id) FROM flash.audit_log)"
        );
        await log.SealAllAsync();

        var after = new WitnessPlace(log.DataSource, log.Databases, options);
        Assert.Equal(folder.Path, (await after.FindAsync(Cancelled))!.Path);
        Assert.NotNull(await new AuditContinuity(log.Databases, after, TimeProvider.System).FindGapAsync(Cancelled));
        Assert.NotEmpty(
            (await new AuditVerifier(log.Databases).VerifyAsync(await after.ReadAsync(Cancelled), Cancelled)).Findings
        );
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_log_that_was_emptied_meets_the_witnesses_it_had()
    {
        await using var log = await SealedLog.CreateAsync(3);
        var data = Directory.CreateTempSubdirectory("flash-witnesses-").FullName;
        var options = Microsoft.Extensions.Options.Options.Create(new AuditOptions { DataFolder = data });
        var before = new WitnessPlace(log.DataSource, log.Databases, options);
        var folder = (await before.FindAsync(Cancelled))!;
        Directory.CreateDirectory(folder.Path);
        await Checkpoints(log, before, options).WriteAsync(folder, Cancelled);

        await log.TamperAsync("DELETE FROM flash.audit_log");

        var after = new WitnessPlace(log.DataSource, log.Databases, options);
        Assert.NotNull(await new AuditContinuity(log.Databases, after, TimeProvider.System).FindGapAsync(Cancelled));
        Assert.NotEmpty(
            (await new AuditVerifier(log.Databases).VerifyAsync(await after.ReadAsync(Cancelled), Cancelled)).Findings
        );
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task What_someone_wrote_by_hand_and_no_one_can_read_does_not_end_the_sealing()
    {
        await using var log = await SealedLog.CreateAsync(1);
        await log.ExecuteAsync(
            "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, personal) VALUES ('telegram', '7', 'x', 'x', '\\x00')"
        );
        await log.AppendAsync(1);

        await log.SealAllAsync();

        Assert.True((await log.VerifyAsync()).IsIntact);
        Assert.Equal(3, await log.ReadAsync<long>("SELECT count(*) FROM flash.audit_log WHERE sequence IS NOT NULL"));
    }

    private static AuditCheckpoints Checkpoints(
        SealedLog log,
        WitnessPlace place,
        Microsoft.Extensions.Options.IOptions<AuditOptions> options
    ) =>
        new(
            log.Databases,
            place,
            new AuditContinuity(log.Databases, place, TimeProvider.System),
            options,
            [],
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditCheckpoints>.Instance
        );

    private static bool IsMissing(AuditFinding finding) => finding.Fault == AuditFault.WitnessMissing;

    private static Task<AuditReport> RunAsync(SealedLog log, TimeProvider? time = null) =>
        Verification(log, log.Place, time).RunAsync(log.Witnesses.Read() with { Checkpoints = [] }, Cancelled);

    private static AuditVerification Verification(SealedLog log, WitnessPlace place, TimeProvider? time = null) =>
        new(
            log.Databases,
            new AuditVerifier(log.Databases),
            new AuditComparison(log.Databases, log.Personal),
            place,
            time ?? TimeProvider.System
        );

    private static void Remove(string folder, string file)
    {
        if (file.Length == 0)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            File.Delete(Path.Combine(folder, file));
        }
    }

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
