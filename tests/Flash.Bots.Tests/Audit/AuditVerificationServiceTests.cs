using System.Diagnostics.Metrics;
using Flash.Bots.Audit;
using Flash.Bots.Supervision;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Audit;

/// <summary>The log is verified by itself, when a process starts and once a day, and people are told once.</summary>
public sealed class AuditVerificationServiceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly Alarm alarm = new();
    private PostgresDatabase? database;
    private TestChat? chat;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TestChat Chat => chat ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancelled);
        chat = new TestChat(database.ConnectionString, ("Flash:Personal:MasterKey", new string('9', 64)));
        await Chat.SayAsync("/imagine a red boat");
        while (await Chat.Get<AuditSealer>().SealAsync(Cancelled) > 0) { }
    }

    public async ValueTask DisposeAsync()
    {
        await Chat.DisposeAsync();
        await database!.DisposeAsync(); // made above
    }

    [Fact]
    public async Task It_is_verified_at_the_start_and_after_a_day_and_by_one_process_at_a_time()
    {
        using var first = Service();
        using var second = Service();

        await first.LookAsync(isStart: true, Cancelled);
        await second.LookAsync(isStart: true, Cancelled);
        await first.LookAsync(isStart: false, Cancelled);
        Assert.Equal(1, await VerificationsAsync());

        time.Advance(TimeSpan.FromHours(23));
        await first.LookAsync(isStart: false, Cancelled);
        Assert.Equal(1, await VerificationsAsync());

        time.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(first.LookAsync(false, Cancelled), second.LookAsync(false, Cancelled));
        Assert.InRange(await VerificationsAsync(), 2, 3);

        time.Advance(TimeSpan.FromHours(1));
        using var restarted = Service();
        var before = await VerificationsAsync();
        await restarted.LookAsync(isStart: true, Cancelled);
        Assert.Equal(before + 1, await VerificationsAsync());
        Assert.Empty(alarm.Told);
    }

    [Fact]
    public async Task What_is_wrong_is_told_once_shows_in_the_metrics_and_is_told_again_where_nobody_could_be()
    {
        await ExecuteAsync("UPDATE flash.generations SET prompt = 'a kind word'");
        using var service = Service();

        alarm.IsDeaf = true;
        await service.LookAsync(isStart: true, Cancelled);
        Assert.Empty(alarm.Told);

        alarm.IsDeaf = false;
        await service.LookAsync(isStart: false, Cancelled);
        await service.LookAsync(isStart: false, Cancelled);

        var told = Assert.Single(alarm.Told);
        Assert.Equal(1, told.Findings);
        Assert.Contains("its words are others", Assert.Single(told.First), StringComparison.Ordinal);
        Assert.Equal([1], Measured("flash.audit.findings"));
        Assert.Equal(1, (await Chat.Get<AuditVerification>().LastAsync(Cancelled))?.Findings);
    }

    private AuditVerificationService Service() =>
        new(
            Chat.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Flash.Bots.Data.FlashDb>>(),
            Chat.Get<AuditVerification>(),
            [alarm],
            Options.Create(new AuditOptions()),
            new BackgroundLoops(time, NullLogger<BackgroundLoops>.Instance),
            time,
            NullLogger<AuditVerificationService>.Instance
        );

    /// <summary>What the instruments of this name say now.</summary>
    private static List<long> Measured(string name)
    {
        var measured = new List<long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => measured.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private async Task<long> VerificationsAsync()
    {
        await using var command = Chat.Get<NpgsqlDataSource>()
            .CreateCommand("SELECT count(*) FROM flash.audit_verifications");
        return (long)(await command.ExecuteScalarAsync(Cancelled))!; // count is never null
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Chat.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private sealed class Alarm : IAuditAlarm
    {
        public bool IsDeaf { get; set; }

        public List<AuditVerified> Told { get; } = [];

        public Task TellAsync(AuditVerified verified, CancellationToken cancellationToken)
        {
            if (IsDeaf)
            {
                throw new IOException("Nobody hears.");
            }

            Told.Add(verified);
            return Task.CompletedTask;
        }
    }
}
