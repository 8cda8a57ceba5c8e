using System.Diagnostics.Metrics;
using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Audit;

/// <summary>Verifies the log when a process starts and once a day, in one process at a time, and tells people when it
/// is not intact.</summary>
internal sealed class AuditVerificationService : BackgroundService
{
    private static readonly NamedSql TryLock = NamedSql.Load("audit/try_lock");

    private const long AdvisoryLock = 0x566572696679; // "Verify"

    // The first moments belong to people who wait for a picture.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    // Processes that start together verify once.
    private static readonly TimeSpan FreshEnough = TimeSpan.FromMinutes(10);

    private readonly IDbContextFactory<FlashDb> _databases;
    private readonly AuditVerification _verification;
    private readonly IReadOnlyList<IAuditAlarm> _alarms;
    private readonly AuditOptions _options;
    private readonly BackgroundLoops _loops;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditVerificationService> _logger;
    private readonly Meter _meter = new("Flash.Audit");
    private volatile AuditVerified? _last;

    public AuditVerificationService(
        IDbContextFactory<FlashDb> databases,
        AuditVerification verification,
        IEnumerable<IAuditAlarm> alarms,
        IOptions<AuditOptions> options,
        BackgroundLoops loops,
        TimeProvider time,
        ILogger<AuditVerificationService> logger
    )
    {
        (_databases, _verification, _alarms) = (databases, verification, [.. alarms]);
        (_options, _loops, _time, _logger) = (options.Value, loops, time, logger);
        _meter.CreateObservableGauge(
            "flash.audit.findings",
            () => Measured(last => last.Findings),
            description: "What the last verification of the audit log found wrong"
        );
        _meter.CreateObservableGauge(
            "flash.audit.verified.age",
            () => Measured(last => (long)(_time.GetUtcNow() - last.At).TotalSeconds),
            unit: "s",
            description: "Since the last verification of the audit log"
        );
        _meter.CreateObservableGauge(
            "flash.audit.entries",
            () => Measured(last => last.Sealed),
            description: "Entries in the audit log's chain at its last verification"
        );
    }

    /// <summary>One look: verifies when it is time, and tells of what no one was told yet.</summary>
    internal async Task LookAsync(bool isStart, CancellationToken cancellationToken)
    {
        await VerifyWhenDueAsync(isStart ? FreshEnough : _options.VerifyInterval, cancellationToken);
        _last = await _verification.LastAsync(cancellationToken);
        foreach (var alarm in _alarms)
        {
            if (await _verification.TakeUntoldAsync(cancellationToken) is not { } untold)
            {
                return;
            }

            try
            {
                await alarm.TellAsync(untold.Verified, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.AlarmNotTold(_logger, exception);
                await _verification.GiveBackAsync(untold.Id, CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isStart = true;
        return _loops.RunAsync(
            new LoopOptions
            {
                Name = "audit verification",
                FirstWait = FirstWait,
                Interval = LookInterval,
                Patience = TimeSpan.FromHours(1), // A long log takes its time.
                LongestPause = LookInterval,
                Knows = (fault, _) =>
                {
                    if (fault is not MasterKeyException)
                    {
                        return null;
                    }

                    Log.AuditNotVerified(_logger, fault);
                    return LookInterval;
                },
            },
            async cancellationToken =>
            {
                await LookAsync(isStart, cancellationToken);
                isStart = false;
            },
            stoppingToken
        );
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    private async Task VerifyWhenDueAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            await TryLock.ReadAsync<bool>(db, new { Lock = AdvisoryLock }, cancellationToken) is not [true]
            || (await _verification.LastAsync(cancellationToken) is { } last && _time.GetUtcNow() - last.At < interval)
        )
        {
            return;
        }

        var report = await _verification.RunAsync(cancellationToken);
        if (report.IsIntact)
        {
            Log.AuditVerified(_logger, report.Summary);
        }
        else
        {
            Log.AuditNotIntact(_logger, report.Summary, report.Findings[0].ToString());
        }
    }

    private IEnumerable<Measurement<long>> Measured(Func<AuditVerified, long> figure) =>
        _last is { } last ? [new Measurement<long>(figure(last))] : [];
}
