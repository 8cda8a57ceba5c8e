using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Worker.Tests.Delivery;

/// <summary>Many generations at once against a network that counts as Telegram does, on a clock that the test
/// moves.</summary>
public sealed class PacingSimulationTests
{
    private static readonly TimeSpan GroupInterval = TimeSpan.FromSeconds(4);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task A_result_in_a_group_goes_out_at_once_however_many_previews_came_before(int previews)
    {
        var network = new CountingNetwork(_time);
        var budget = new ChatBudget(_time, new NetworkBudget(27));

        // Three generations a minute: with their results and what is left for previews, the group's 20 are never spent.
        for (var generation = 0; generation < 6; generation++)
        {
            var message = network.Message("group");
            await using var pacer = Pacer(budget, message);
            for (var step = 0; step < previews; step++)
            {
                pacer.Offer(() => new OutgoingMessage { Text = "preview" });
                await FakeClock.AdvanceAsync(_time, TimeSpan.FromSeconds(2), Test);
            }

            var ready = _time.GetUtcNow();
            var delivering = pacer.DeliverAsync(new OutgoingMessage { Text = "result" }, Test);
            await FakeClock.UntilAsync(_time, () => delivering.IsCompleted, Test);

            Assert.IsType<DeliveryOutcome.Delivered>(await delivering);
            Assert.Equal(ready, message.ResultAt);
            await FakeClock.AdvanceAsync(_time, TimeSpan.FromSeconds(20 - (2 * previews)), Test);
        }

        Assert.Equal(0, network.Refusals);
    }

    [Fact]
    public async Task Two_hundred_chats_at_once_stay_below_thirty_sends_a_second()
    {
        var network = new CountingNetwork(_time);
        var shared = new NetworkBudget(27);
        var pacers = Enumerable
            .Range(0, 200)
            .Select(chat => Pacer(new ChatBudget(_time, shared), network.Message("chat " + chat)))
            .ToArray();
        foreach (var pacer in pacers)
        {
            pacer.Offer(() => new OutgoingMessage { Text = "preview" });
        }

        var results = pacers
            .Select(pacer => pacer.DeliverAsync(new OutgoingMessage { Text = "result" }, Test))
            .ToArray();
        await FakeClock.UntilAsync(_time, () => results.All(result => result.IsCompleted), Test);

        Assert.All(results, result => Assert.IsType<DeliveryOutcome.Delivered>(result.Result));
        Assert.Equal(0, network.Refusals);
        foreach (var pacer in pacers)
        {
            await pacer.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_429_is_waited_out_by_everybody_in_the_chat_and_answered_by_slower_sends()
    {
        // This group takes a third of what is written down: as when another bot of ours speaks there too.
        var network = new CountingNetwork(_time) { GroupPerMinute = 7 };
        var budget = new ChatBudget(_time, new NetworkBudget(27));
        var results = Enumerable
            .Range(0, 20)
            .Select(_ =>
                Pacer(budget, network.Message("group")).DeliverAsync(new OutgoingMessage { Text = "result" }, Test)
            )
            .ToArray();

        await FakeClock.UntilAsync(_time, () => results.All(result => result.IsCompleted), Test);

        Assert.All(results, result => Assert.IsType<DeliveryOutcome.Delivered>(result.Result));
        Assert.InRange(network.Refusals, 1, 6);
        Assert.Equal(0, network.Ignored);
    }

    private MessagePacer Pacer(ChatBudget budget, CountingMessage message) =>
        new(budget, GroupInterval, message, _time, NullLogger.Instance, Test);
}
