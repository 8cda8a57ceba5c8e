using System.Text.Json;
using Flash.Bots.Audit;

namespace Flash.Bots.Tests.Audit;

public sealed class AuditSealerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_writers_and_three_sealers_leave_no_gap_and_no_fork()
    {
        await using var log = await SealedLog.CreateAsync(0);
        var writers = Enumerable
            .Range(0, 16)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        for (var i = 0; i < 25; i++)
                        {
                            await log.AppendAsync(2);
                        }
                    },
                    Cancelled
                )
            )
            .ToArray();
        var writing = Task.WhenAll(writers);
        var sealers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        for (var round = 0; round < 100_000 && !writing.IsCompleted; round++)
                        {
                            await log.Sealer.SealAsync(Cancelled);
                        }
                    },
                    Cancelled
                )
            )
            .ToArray();
        await writing;
        await Task.WhenAll(sealers);
        await log.SealAllAsync();

        var report = await log.VerifyAsync();

        Assert.True(report.IsIntact, string.Join('\n', report.Findings));
        Assert.Equal((800, 0), (report.Sealed, report.Unsealed));
    }

    [Fact]
    public async Task An_entry_that_commits_late_is_sealed_later()
    {
        await using var log = await SealedLog.CreateAsync(0);
        await using var slow = await log.DataSource.OpenConnectionAsync(Cancelled);
        await using var transaction = await slow.BeginTransactionAsync(Cancelled);
        await using var insert = slow.CreateCommand();
        insert.CommandText =
            "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('discord', '1', 'Slow', 'imagine.requested')";
        await insert.ExecuteNonQueryAsync(Cancelled);
        await log.AppendAsync(2);
        Assert.Equal(2, await log.Sealer.SealAsync(Cancelled));

        await transaction.CommitAsync(Cancelled);

        Assert.Equal(1, await log.Sealer.SealAsync(Cancelled));
        Assert.True((await log.VerifyAsync()).IsIntact);
        await using var order = log.DataSource.CreateCommand(
            "SELECT array_agg(id ORDER BY sequence) FROM flash.audit_log"
        );
        var ids = Assert.IsType<long[]>(await order.ExecuteScalarAsync(Cancelled));
        Assert.Equal([2L, 3L, 1L], ids);
    }

    [Fact]
    public async Task Checkpoints_are_written_as_the_chain_grows_and_read_back()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        Assert.Null(await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled));
        await log.AppendAsync(4);
        await log.SealAllAsync();
        await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);

        var lines = await File.ReadAllLinesAsync(Path.Combine(log.Folder, WitnessFolder.CheckpointsFile), Cancelled);
        var checkpoints = lines.Select(line => AuditCheckpoint.Parse(line)!).ToArray();

        Assert.Equal([3L, 7L], checkpoints.Select(checkpoint => checkpoint.Sequence));
        Assert.True((await log.VerifyAsync(checkpoints)).IsIntact);
        Assert.Null(AuditCheckpoint.Parse("not a checkpoint"));
        Assert.Null(AuditCheckpoint.Parse("{\"sequence\": 1}"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(log.Folder, AuditKeys.PrivateFile))
            );
        }
    }

    [Fact]
    public async Task A_witness_is_told_once_in_a_while_and_its_failure_stops_nothing()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.Checkpoints.WriteWhenDueAsync(Cancelled);
        await log.Checkpoints.WriteWhenDueAsync(Cancelled);

        var told = Assert.Single(log.Witness.Told);
        Assert.Equal(3, told.Sequence);
        Assert.True((await log.VerifyAsync([told])).IsIntact);
    }

    [Fact]
    public void The_canonical_form_stays_what_it_is()
    {
        var entry = new AuditRecord(
            42,
            DateTimeOffset.UnixEpoch.AddTicks(12_345_678_90),
            "telegram",
            "1",
            "Zoë",
            "imagine.requested"
        )
        {
            GenerationId = Guid.Parse("0198d3a0-0000-7000-8000-000000000001"),
            Details = "{\"seed\": 7}",
        };

        Assert.Equal(
            "6e9e98a596bbb9682a22903b63e036dae94aa3af406e11640c5182c25c047832",
            Convert.ToHexStringLower(AuditChain.Hash(AuditChain.Beginning, 1, entry))
        );
        Assert.Equal(
            "bf157c67d510565c22bc8ea340be1be93d0281ecc3662dcdf287a10fc750543f",
            Convert.ToHexStringLower(
                AuditChain.Hash(AuditChain.Beginning, 1, entry with { ActorName = "", Personal = [1, 2, 3] })
            )
        );
    }

    [Fact]
    public async Task An_export_holds_what_the_filter_asks_for_and_no_formula()
    {
        await using var log = await SealedLog.CreateAsync(4);
        await log.ExecuteAsync(
            """
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('discord', '-5', E'=cmd|'' /C calc''!A0,"x"', 'user.banned')
            """
        );
        var export = new AuditExport(log.Databases, log.Personal);
        using var json = new StringWriter();
        using var csv = new StringWriter();

        Assert.Equal(
            4,
            await export.WriteAsync(new AuditFilter { Action = "imagine.*" }, AuditFormat.Jsonl, json, Cancelled)
        );
        Assert.Equal(1, await export.WriteAsync(new AuditFilter { ActorId = "-5" }, AuditFormat.Csv, csv, Cancelled));

        var first = JsonDocument.Parse(json.ToString().Split('\n')[0]).RootElement;
        Assert.Equal(
            (1, 1, 64),
            (
                first.GetProperty("id").GetInt64(),
                first.GetProperty("sequence").GetInt64(),
                first.GetProperty("hash").GetString()!.Length
            )
        );
        Assert.Equal(1, first.GetProperty("details").GetProperty("b").GetInt32());
        Assert.Contains(
            ",discord,-5,\"'=cmd|' /C calc'!A0,\"\"x\"\"\",user.banned,",
            csv.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_export_holds_everything_that_was_asked_for_in_words()
    {
        await using var log = await SealedLog.CreateAsync(0);
        await using (
            var insert = log.DataSource.CreateCommand(
                "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, personal) VALUES ('discord', '5', 'Ada', 'imagine.blocked', $1)"
            )
        )
        {
            insert.Parameters.Add(new() { Value = new AuditWords("a red boat", "clouds", "watercolor").ToPersonal() });
            await insert.ExecuteNonQueryAsync(Cancelled);
        }

        await log.SealAllAsync();
        using var json = new StringWriter();
        await new AuditExport(log.Databases, log.Personal).WriteAsync(
            new AuditFilter(),
            AuditFormat.Jsonl,
            json,
            Cancelled
        );

        var entry = JsonDocument.Parse(json.ToString()).RootElement;
        Assert.Equal(
            ("Ada", "a red boat", "clouds", "watercolor"),
            (
                entry.GetProperty("name").GetString(),
                entry.GetProperty("prompt").GetString(),
                entry.GetProperty("negative_prompt").GetString(),
                entry.GetProperty("style").GetString()
            )
        );
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    [InlineData(" =1+1")]
    public async Task No_cell_of_an_export_begins_like_a_formula(string name)
    {
        await using var log = await SealedLog.CreateAsync(0);
        await using (
            var insert = log.DataSource.CreateCommand(
                "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('discord', '5', $1, 'user.banned')"
            )
        )
        {
            insert.Parameters.Add(new() { Value = name });
            await insert.ExecuteNonQueryAsync(Cancelled);
        }

        using var csv = new StringWriter();
        await new AuditExport(log.Databases, log.Personal).WriteAsync(
            new AuditFilter(),
            AuditFormat.Csv,
            csv,
            Cancelled
        );

        Assert.Contains($",5,\"'{name}\",user.banned,", csv.ToString(), StringComparison.Ordinal);
    }
}
