using System.Threading.Channels;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Bots.Telegram.Ingress;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Bots.Telegram.Tests.Ingress;

/// <summary>How long nothing is asked for after Telegram did not answer, or asked for a pause.</summary>
public sealed class PollingPausesTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task After_any_outage_the_next_attempt_comes_within_twenty_seconds()
    {
        var pauses = await PausesAfterAsync([
            .. Enumerable.Repeat(new MessengerException(MessengerFault.Unavailable, "gone"), 12),
        ]);

        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(0.5), Longest));
        Assert.True(pauses[^1] > pauses[0], "Pauses grow.");
    }

    [Fact]
    public async Task What_Telegram_asks_for_is_waited_however_long_it_was_away_before()
    {
        var asked = TimeSpan.FromSeconds(5);
        MessengerException[] faults =
        [
            .. Enumerable.Repeat(new MessengerException(MessengerFault.Unavailable, "gone"), 6),
            new MessengerException(MessengerFault.RateLimited, "slow down") { RetryAfter = asked },
            new MessengerException(MessengerFault.RateLimited, "slow down") { RetryAfter = asked },
        ];

        var pauses = await PausesAfterAsync(faults);

        Assert.Equal([asked, asked], pauses[^2..]);
    }

    /// <summary>Runs a loop of the ingress whose rounds fail so, one after the other, and tells the pause after each.</summary>
    private static async Task<TimeSpan[]> PausesAfterAsync(MessengerException[] faults)
    {
        var time = new NotedWaits();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var ingress = new Ingress(
            new BackgroundLoops(time, NullLogger<BackgroundLoops>.Instance),
            new Queue<MessengerException>(faults)
        );
        await ingress.StartAsync(over.Token);
        var pauses = new List<TimeSpan>();
        while (pauses.Count < faults.Length)
        {
            pauses.Add(await time.Waits.Reader.ReadAsync(over.Token));
        }

        await over.CancelAsync();
        return [.. pauses];
    }

    private sealed class Ingress(BackgroundLoops loops, Queue<MessengerException> faults)
        : TelegramIngress(null!, null!, null!, null!, loops, NullLogger.Instance)
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            RepeatAsync(
                "polling",
                token => faults.TryDequeue(out var fault) ? throw fault : Task.Delay(Timeout.Infinite, token),
                stoppingToken
            );
    }

    /// <summary>No wait lasts; each is written down.</summary>
    private sealed class NotedWaits : TimeProvider
    {
        public Channel<TimeSpan> Waits { get; } = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Writer.TryWrite(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
