using Flash.Bots.Telegram.Ingress;

namespace Flash.Bots.Telegram.Tests.Ingress;

public sealed class LanesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other()
    {
        using var lanes = new Lanes(100, Assert.Null);
        var held = new TaskCompletionSource();
        var other = new TaskCompletionSource();
        List<int> order = [];

        await lanes.AddAsync("a", () => held.Task, Cancel);
        for (var i = 0; i < 20; i++)
        {
            var number = i;
            await lanes.AddAsync(
                "a",
                async () =>
                {
                    await Task.Yield();
                    order.Add(number);
                },
                Cancel
            );
        }

        await lanes.AddAsync(
            "b",
            () =>
            {
                other.SetResult();
                return Task.CompletedTask;
            },
            Cancel
        );
        await other.Task.WaitAsync(Cancel);
        Assert.Empty(order);
        held.SetResult();
        await lanes.DrainAsync().WaitAsync(Cancel);

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task Whoever_brings_more_than_fits_waits_until_something_is_done()
    {
        using var lanes = new Lanes(1, Assert.Null);
        var held = new TaskCompletionSource();

        await lanes.AddAsync("a", () => held.Task, Cancel);
        var second = lanes.AddAsync("b", () => Task.CompletedTask, Cancel);
        Assert.False(second.IsCompleted);
        held.SetResult();

        await second.WaitAsync(Cancel);
        await lanes.DrainAsync().WaitAsync(Cancel);
    }

    [Fact]
    public async Task Work_that_throws_is_told_and_its_lane_goes_on()
    {
        var broken = new List<Exception>();
        using var lanes = new Lanes(100, broken.Add);
        var after = new TaskCompletionSource();

        await lanes.AddAsync("a", () => throw new InvalidOperationException("a bug"), Cancel);
        await lanes.DrainAsync();
        await lanes.AddAsync(
            "a",
            () =>
            {
                after.SetResult();
                return Task.CompletedTask;
            },
            Cancel
        );

        await after.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal("a bug", Assert.Single(broken).Message);
    }
}
