using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Flash.Bots.Web.Moderation;

/// <summary>Slows down guessing of links. A link has 256 bits; this keeps the attempts out of the
/// database.</summary>
internal sealed class ModerationLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> attempts = PartitionedRateLimiter.Create<HttpContext, string>(
        context =>
            RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = 10,
                    Window = TimeSpan.FromMinutes(1),
                    QueueLimit = 0,
                }
            )
    );

    public bool MayTry(HttpContext context)
    {
        using var lease = attempts.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => attempts.Dispose();
}
