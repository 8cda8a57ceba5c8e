using System.Net;

namespace Flash.Bots.Discord.Api;

/// <summary>
/// Counts the answers 401, 403 and 429 of the last ten minutes. Discord bans an address for a while at 10,000; several
/// processes may share one, so this one stops at a quarter of that.
/// </summary>
internal sealed class InvalidRequestBudget(TimeProvider time)
{
    public const int Limit = 2_500;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Queue<DateTimeOffset> invalid = new();

    /// <summary>How long until requests may be sent again; zero while the budget lasts.</summary>
    public TimeSpan Wait()
    {
        lock (invalid)
        {
            var now = time.GetUtcNow();
            while (invalid.Count > 0 && now - invalid.Peek() >= Window)
            {
                invalid.Dequeue();
            }

            return invalid.Count < Limit ? TimeSpan.Zero : invalid.Peek() + Window - now;
        }
    }

    public void Count(HttpStatusCode status, string? rateLimitScope)
    {
        var counts =
            status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (status is HttpStatusCode.TooManyRequests && rateLimitScope != "shared");
        if (counts)
        {
            lock (invalid)
            {
                invalid.Enqueue(time.GetUtcNow());
            }
        }
    }
}
