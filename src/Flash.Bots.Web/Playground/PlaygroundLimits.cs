using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Playground;

/// <summary>Counts what one conversation and one network address ask for. Cookies are free, so the address is counted too.</summary>
internal sealed class PlaygroundLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> said;

    private readonly PartitionedRateLimiter<Guid> pages;

    public PlaygroundLimits(IOptions<PlaygroundOptions> options)
    {
        var limits = options.Value;
        said = PartitionedRateLimiter.CreateChained(
            Bucket(context => ConversationCookie.Read(context.Request)?.ToString("N") ?? "", limits.Burst, limits.PerMinute),
            Bucket(context => context.Connection.RemoteIpAddress?.ToString() ?? "", limits.Burst * limits.ConversationsPerAddress, limits.PerMinute * limits.ConversationsPerAddress));
        pages = PartitionedRateLimiter.Create<Guid, Guid>(conversation => RateLimitPartition.GetConcurrencyLimiter(
            conversation, _ => new ConcurrencyLimiterOptions { PermitLimit = limits.OpenPages, QueueLimit = 0 }));
    }

    /// <summary>Whether this request may say or press something now.</summary>
    public bool MaySpeak(HttpContext context)
    {
        using var lease = said.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    /// <summary>A place for one open page; held until disposed.</summary>
    public RateLimitLease OpenPage(Guid conversation) => pages.AttemptAcquire(conversation);

    public void Dispose()
    {
        said.Dispose();
        pages.Dispose();
    }

    private static PartitionedRateLimiter<HttpContext> Bucket(Func<HttpContext, string> key, int burst, int perMinute) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(key(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60d / perMinute)),
            QueueLimit = 0,
        }));
}
