using Flash.Bots.Discord.Api;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Discord.Tests.Api;

public sealed class RateLimitsTests
{
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Fifty_requests_a_second_pass_and_the_next_waits_for_the_second_to_end()
    {
        var limits = new RateLimits(time);

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TimeSpan.Zero, limits.TakeGlobal());
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(500), limits.TakeGlobal());
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(TimeSpan.Zero, limits.TakeGlobal());
    }

    [Fact]
    public async Task Routes_that_Discord_puts_in_one_bucket_share_what_is_left()
    {
        var limits = new RateLimits(time);
        var edit = new DiscordRequest(
            HttpMethod.Patch,
            "channels/{channel}/messages/{message}",
            "channels/1/messages/2"
        )
        {
            Resource = "channel 1",
        };
        var delete = edit with { Method = HttpMethod.Delete };
        foreach (var request in new[] { edit, delete })
        {
            var held = await limits.EnterAsync(request, Cancellation);
            limits.Learn(request, held, new RateLimitHeaders("abcd", 1, TimeSpan.FromSeconds(5), null));
            held.Leave();
        }

        var bucket = await limits.EnterAsync(edit, Cancellation);
        limits.Learn(edit, bucket, new RateLimitHeaders("abcd", 0, TimeSpan.FromSeconds(5), null));
        bucket.Leave();

        var other = await limits.EnterAsync(delete, Cancellation);
        Assert.Equal(TimeSpan.FromSeconds(5), other.Wait(time.GetUtcNow()));
        var elsewhere = await limits.EnterAsync(delete with { Resource = "channel 2" }, Cancellation);
        Assert.Equal(TimeSpan.Zero, elsewhere.Wait(time.GetUtcNow()));
    }
}
