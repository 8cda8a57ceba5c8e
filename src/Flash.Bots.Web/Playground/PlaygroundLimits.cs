using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Playground;

/// <summary>Counts what one conversation and one network address ask for. Cookies are free, so the address is counted
/// too.</summary>
internal sealed class PlaygroundLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> said;

    private readonly PartitionedRateLimiter<HttpContext> sketched;

    private readonly PartitionedRateLimiter<Guid> pages;

    public PlaygroundLimits(IOptions<PlaygroundOptions> options)
    {
        var limits = options.Value;
        said = PerConversationAndAddress(limits.Burst, limits.PerMinute, limits.ConversationsPerAddress);
        sketched = PerConversationAndAddress(
            limits.SketchesPerSecond * 2,
            limits.SketchesPerSecond * 60,
            limits.ConversationsPerAddress
        );
        pages = PartitionedRateLimiter.Create<Guid, Guid>(conversation =>
            RateLimitPartition.GetConcurrencyLimiter(conversation, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = limits.OpenPages,
                QueueLimit = 0,
            })
        );
    }

    /// <summary>Whether this request may say or press something now.</summary>
    public bool MaySpeak(HttpContext context) => IsAllowed(said, context);

    /// <summary>Whether this request may have a picture of what is being typed.</summary>
    public bool MaySketch(HttpContext context) => IsAllowed(sketched, context);

    /// <summary>A place for one open page; held until disposed.</summary>
    public RateLimitLease OpenPage(Guid conversation) => pages.AttemptAcquire(conversation);

    public void Dispose()
    {
        said.Dispose();
        sketched.Dispose();
        pages.Dispose();
    }

    private static bool IsAllowed(PartitionedRateLimiter<HttpContext> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<HttpContext> PerConversationAndAddress(
        int burst,
        int perMinute,
        int conversations
    ) =>
        PartitionedRateLimiter.CreateChained(
            Bucket(context => ConversationCookie.Read(context.Request)?.ToString("N") ?? "", burst, perMinute),
            Bucket(
                context => context.Connection.RemoteIpAddress?.ToString() ?? "",
                burst * conversations,
                perMinute * conversations
            )
        );

    private static PartitionedRateLimiter<HttpContext> Bucket(
        Func<HttpContext, string> key,
        int burst,
        int perMinute
    ) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetTokenBucketLimiter(key(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = Math.Max(1, perMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60d / perMinute)),
                QueueLimit = 0,
            })
        );
}
