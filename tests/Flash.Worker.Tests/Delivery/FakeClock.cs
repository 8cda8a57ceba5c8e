using Microsoft.Extensions.Time.Testing;

namespace Flash.Worker.Tests.Delivery;

/// <summary>Moves a clock on in small steps while other threads do what the passing of time lets them do.</summary>
internal static class FakeClock
{
    private const int CarefulSteps = 100;
    private const int MostLooks = 50;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Until something holds; fails after a quarter of an hour of the clock's time.</summary>
    public static async Task UntilAsync(
        FakeTimeProvider time,
        Func<bool> condition,
        CancellationToken cancellationToken
    )
    {
        for (var steps = 0; steps < 9_000; steps++)
        {
            for (var look = 0; look < 20; look++)
            {
                if (condition())
                {
                    return;
                }

                await Task.Yield();
            }

            // Others may need a moment of real time; only then does the clock move. Most tests are over within the first
            // steps, and on a busy machine what runs beside them must not fall behind the clock.
            for (var look = 0; look == 0 || (ThreadPool.PendingWorkItemCount > 0 && look < MostLooks); look++)
            {
                if (steps < CarefulSteps || steps % 10 == 0)
                {
                    await Task.Delay(1, cancellationToken);
                }
            }

            time.Advance(Step);
        }

        Assert.Fail("A quarter of an hour has passed on the clock and it did not happen.");
    }

    /// <summary>Until something holds that needs no time to pass: the clock stands still.</summary>
    public static async Task AtOnceAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        for (var looks = 0; !condition(); looks++)
        {
            Assert.True(looks < 6_000, "Half a minute has passed and it did not happen.");
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>By that much.</summary>
    public static async Task AdvanceAsync(FakeTimeProvider time, TimeSpan by, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + by;
        await UntilAsync(time, () => time.GetUtcNow() >= end, cancellationToken);
    }
}
