using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Moderation;

/// <summary>
/// Tells open pages that something happened. Whatever happens leaves an entry in the audit log, so its newest id is all
/// that is asked for, twice a second for all pages of this process together.
/// </summary>
internal sealed class LiveChanges(IDbContextFactory<FlashDb> databases, Moderators moderators, TimeProvider time)
    : IDisposable
{
    public const string Changed = "changed";

    /// <summary>The session is over: the page goes to the sign-in.</summary>
    public const string Ended = "ended";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Also what keeps proxies from closing a silent connection, and how long a session that was ended may still hear
    // that something happened.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1);
    private (long Id, DateTimeOffset ReadAt) newest = (0, DateTimeOffset.MinValue);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        string session,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (known, beat) = (await NewestAsync(cancellationToken), time.GetUtcNow());
        yield return new SseItem<string>("", "hello") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                yield break;
            }

            if (time.GetUtcNow() - beat >= Heartbeat)
            {
                beat = time.GetUtcNow();
                if (await moderators.FindAsync(session, isByHand: false, cancellationToken) is null)
                {
                    yield return new SseItem<string>("", Ended);
                    yield break;
                }

                yield return new SseItem<string>("", "heartbeat");
            }

            if (await NewestAsync(cancellationToken) is var now && now != known)
            {
                known = now;
                yield return new SseItem<string>("", Changed);
            }
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - newest.ReadAt >= Interval / 2)
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                newest = (
                    await db.AuditLog.MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0,
                    time.GetUtcNow()
                );
            }

            return newest.Id;
        }
        finally
        {
            gate.Release();
        }
    }
}
