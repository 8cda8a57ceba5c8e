using System.Collections.Concurrent;

namespace Flash.Bots.Discord.Api;

/// <summary>
/// Discord's rate limits as its answers tell them: buckets by route, shared where <c>X-RateLimit-Bucket</c> says so and
/// counted apart for every channel and interaction; and the bot's 50 requests a second. No limit of a route is written
/// down here.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    private const int RequestsPerSecond = 50;
    private const int SweepEvery = 1000;

    private readonly ConcurrentDictionary<string, string> bucketOfRoute = new();
    private readonly ConcurrentDictionary<(string Bucket, string Resource), RateLimitBucket> buckets = new();
    private readonly Queue<DateTimeOffset> sent = new();
    private DateTimeOffset globalUntil;
    private int entered;

    /// <summary>Waits for this request's turn in its bucket.</summary>
    public async Task<RateLimitBucket> EnterAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref entered) % SweepEvery == 0)
        {
            Sweep();
        }

        var bucket = BucketOf(request);
        await bucket.EnterAsync(cancellationToken);
        return bucket;
    }

    /// <summary>How long the bot as a whole has to wait; when not at all, the request is counted.</summary>
    public TimeSpan TakeGlobal()
    {
        lock (sent)
        {
            var now = time.GetUtcNow();
            while (sent.Count > 0 && now - sent.Peek() >= TimeSpan.FromSeconds(1))
            {
                sent.Dequeue();
            }

            if (now < globalUntil)
            {
                return globalUntil - now;
            }

            if (sent.Count >= RequestsPerSecond)
            {
                return sent.Peek() + TimeSpan.FromSeconds(1) - now;
            }

            sent.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Discord said that the bot as a whole is too fast.</summary>
    public void PauseGlobally(TimeSpan retryAfter)
    {
        lock (sent)
        {
            globalUntil = time.GetUtcNow() + retryAfter;
        }
    }

    /// <summary>Takes over what an answer says about its bucket.</summary>
    public void Learn(DiscordRequest request, RateLimitBucket held, RateLimitHeaders headers)
    {
        if (headers is not { Remaining: { } left, ResetAfter: { } resetAfter })
        {
            return;
        }

        var resetAt = time.GetUtcNow() + resetAfter;
        held.Learn(left, resetAt);
        if (
            headers.Bucket is { } name
            && (!bucketOfRoute.TryGetValue(request.ToString(), out var known) || known != name)
        )
        {
            bucketOfRoute[request.ToString()] = name;
            buckets.GetOrAdd((name, request.Resource), _ => new RateLimitBucket()).Learn(left, resetAt);
        }
    }

    private RateLimitBucket BucketOf(DiscordRequest request)
    {
        var route = request.ToString();
        var name = bucketOfRoute.GetValueOrDefault(route, route);
        return buckets.GetOrAdd((name, request.Resource), _ => new RateLimitBucket());
    }

    /// <summary>Every interaction has buckets of its own; those that are over are forgotten.</summary>
    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.IsIdle(now))
            {
                buckets.TryRemove(KeyValuePair.Create(key, bucket));
            }
        }
    }
}
