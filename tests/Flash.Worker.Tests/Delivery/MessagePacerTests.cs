using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Worker.Tests.Delivery;

public sealed class MessagePacerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedMessage _message;
    private readonly ChatBudget _budget;

    public MessagePacerTests()
    {
        _message = new ScriptedMessage(_time);
        _message.Ready.SetResult();
        _budget = new ChatBudget(_time);
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_preview_replaces_one_that_was_not_sent_yet()
    {
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);
        pacer.Offer(() => Message("step 2"));
        pacer.Offer(() => Message("step 3"));
        await UntilAsync(() => _message.Sends.Count == 2);

        Assert.Equal(["step 1", "step 3"], _message.Sends.Select(send => send.Text));
        Assert.True(_message.Sends.Last().At - _message.Sends.First().At >= Playback.Gap);
    }

    [Fact]
    public async Task A_preview_that_is_never_sent_is_never_encoded()
    {
        var encoded = 0;
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);
        for (var i = 0; i < 10; i++)
        {
            pacer.Offer(() => Message($"step {Interlocked.Increment(ref encoded)}"));
        }

        await pacer.DeliverAsync(Message("result"), Test);

        Assert.Equal(0, encoded);
        Assert.Equal(["step 1", "result"], _message.Sends.Select(send => send.Text));
    }

    [Fact]
    public async Task A_result_does_not_wait_for_the_interval_after_a_preview()
    {
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);
        var before = _time.GetUtcNow();

        Assert.IsType<DeliveryOutcome.Delivered>(await pacer.DeliverAsync(Message("result"), Test));
        Assert.Equal(before, _message.Sends.Last().At);
    }

    [Theory]
    [InlineData(MessengerFault.Unavailable)]
    [InlineData(MessengerFault.Rejected)]
    [InlineData(MessengerFault.MessageGone)]
    [InlineData(MessengerFault.TooLarge)]
    public async Task Previews_end_at_the_first_sign_of_trouble_and_the_result_is_sent(MessengerFault fault)
    {
        _message.Then(ScriptedMessage.Fault(fault));
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);
        pacer.Offer(() => Message("step 2"));
        await AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.IsType<DeliveryOutcome.Delivered>(await pacer.DeliverAsync(Message("result"), Test));
        Assert.Equal(["step 1", "result"], _message.Sends.Select(send => send.Text));
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_retry_after_of_a_preview_has_passed()
    {
        _message.Then(ScriptedMessage.RateLimited(7));
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);

        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));

        Assert.True(_message.Sends.Last().At - _message.Sends.First().At >= TimeSpan.FromSeconds(7));
        Assert.Equal("result", _message.Shown);
    }

    [Fact]
    public async Task A_result_that_was_rate_limited_waits_as_told_every_time()
    {
        _message
            .Then(ScriptedMessage.RateLimited(3))
            .Then(ScriptedMessage.RateLimited(30))
            .Then(ScriptedMessage.RateLimited(1));
        await using var pacer = Pacer();

        Assert.IsType<DeliveryOutcome.Delivered>(await FinishAsync(pacer.DeliverAsync(Message("result"), Test)));

        var at = _message.Sends.Select(send => send.At).ToArray();
        Assert.Equal(4, at.Length);
        Assert.True(at[1] - at[0] >= TimeSpan.FromSeconds(3));
        Assert.True(at[2] - at[1] >= TimeSpan.FromSeconds(30));
        Assert.True(at[3] - at[2] >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_result_is_retried_for_minutes_while_the_network_is_away()
    {
        for (var i = 0; i < 12; i++)
        {
            _message.Then(ScriptedMessage.Fault(MessengerFault.Unavailable));
        }

        await using var pacer = Pacer();

        Assert.IsType<DeliveryOutcome.Delivered>(await FinishAsync(pacer.DeliverAsync(Message("result"), Test)));
        Assert.Equal(13, _message.Sends.Count);
        Assert.InRange(
            _message.Sends.Last().At - _message.Sends.First().At,
            TimeSpan.FromMinutes(2),
            MessagePacer.ResultTimeout
        );
    }

    [Fact]
    public async Task A_network_that_stays_away_makes_the_result_undeliverable_in_the_end()
    {
        for (var i = 0; i < 100; i++)
        {
            _message.Then(ScriptedMessage.Fault(MessengerFault.Unavailable));
        }

        await using var pacer = Pacer();

        var outcome = Assert.IsType<DeliveryOutcome.Undeliverable>(
            await FinishAsync(pacer.DeliverAsync(Message("result"), Test))
        );
        Assert.Equal(MessengerFault.Unavailable, outcome.Fault);
        Assert.InRange(_message.Sends.Count, 20, 60);
    }

    [Fact]
    public async Task A_closed_chat_is_not_tried_twice()
    {
        _message.Then(ScriptedMessage.Fault(MessengerFault.ChatClosed));
        await using var pacer = Pacer();

        Assert.IsType<DeliveryOutcome.ChatClosed>(await FinishAsync(pacer.DeliverAsync(Message("result"), Test)));
        Assert.Single(_message.Sends);
    }

    [Fact]
    public async Task A_refused_result_is_not_tried_twice()
    {
        _message.Then(ScriptedMessage.Fault(MessengerFault.TooLarge));
        await using var pacer = Pacer();

        Assert.Equal(
            MessengerFault.TooLarge,
            Assert
                .IsType<DeliveryOutcome.Undeliverable>(await FinishAsync(pacer.DeliverAsync(Message("result"), Test)))
                .Fault
        );
        Assert.Single(_message.Sends);
    }

    [Fact]
    public async Task A_preview_that_hangs_holds_up_the_result_for_its_time_limit_only()
    {
        _message.Then(cancellationToken => Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);

        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));

        Assert.InRange(
            _message.Sends.Last().At - _message.Sends.First().At,
            TimeSpan.Zero,
            MessagePacer.PreviewTimeout + Interval
        );
    }

    [Fact]
    public async Task Offering_previews_never_waits_for_the_network()
    {
        _message.Then(cancellationToken => Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);
        for (var i = 0; i < 1000; i++)
        {
            // The clock stands still, so this loop ends only because nothing in it waits.
            pacer.Offer(() => Message("step"));
        }

        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));
        Assert.Equal("result", _message.Shown);
    }

    [Fact]
    public async Task Nothing_is_sent_before_there_is_a_message_to_edit()
    {
        var message = new ScriptedMessage(_time);
        await using var pacer = new MessagePacer(_budget, Interval, message, _time, NullLogger.Instance, Test);
        pacer.Offer(() => Message("step 1"));
        var delivery = pacer.DeliverAsync(Message("result"), Test);
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(message.Sends);

        message.Ready.SetResult();

        await FinishAsync(delivery);
        Assert.Equal(["result"], message.Sends.Select(send => send.Text));
    }

    [Fact]
    public async Task A_generation_that_belongs_to_another_worker_sends_nothing_more()
    {
        using var lifetime = new CancellationTokenSource();
        await using var pacer = new MessagePacer(
            _budget,
            Interval,
            _message,
            _time,
            NullLogger.Instance,
            lifetime.Token
        );
        await lifetime.CancelAsync();
        pacer.Offer(() => Message("step 1"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            FinishAsync(pacer.DeliverAsync(Message("result"), lifetime.Token))
        );
        Assert.Empty(_message.Sends);
    }

    [Fact]
    public async Task Steps_drawn_faster_than_the_chat_can_show_are_played_back_before_the_result()
    {
        // The placeholder.
        await _budget.CountAsync(Interval, Test);
        await using var pacer = Pacer(Play(wholeWay: true));
        pacer.Offer(() => Message("step 1"));
        pacer.Offer(() => Message("step 2"));
        var ready = _time.GetUtcNow();

        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));

        var sends = _message.Sends.ToArray();
        Assert.Equal(["step 1", "step 2", "result"], sends.Select(send => send.Text));
        Assert.All(sends.Zip(sends.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= Playback.Gap));
        Assert.True(sends[^1].At - ready <= TimeSpan.FromSeconds(1.3), $"{sends[^1].At - ready}");
    }

    [Fact]
    public async Task Of_many_steps_those_are_played_back_that_there_is_time_for()
    {
        await using var pacer = Pacer(Play(wholeWay: true));
        for (var step = 1; step <= 7; step++)
        {
            var name = $"step {step}";
            pacer.Offer(() => Message(name));
        }

        var ready = _time.GetUtcNow();
        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));

        Assert.InRange(_message.Sends.Count, 3, 4);
        Assert.True(_message.Sends.Last().At - ready <= TimeSpan.FromSeconds(1.3));
        Assert.Equal("result", _message.Shown);
    }

    [Fact]
    public async Task Among_many_people_one_step_is_played_back()
    {
        await using var pacer = Pacer(Play(wholeWay: false));
        pacer.Offer(() => Message("step 1"));
        pacer.Offer(() => Message("step 2"));

        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));

        Assert.Equal(2, _message.Sends.Count);
        Assert.True(_message.Sends.Last().At - _message.Sends.First().At >= Playback.Gap);
    }

    [Fact]
    public async Task Nothing_is_played_back_while_somebody_waits()
    {
        await _budget.CountAsync(Interval, Test);
        await using var pacer = Pacer(Play(wholeWay: true, othersWait: true));
        pacer.Offer(() => Message("step 1"));
        pacer.Offer(() => Message("step 2"));
        var ready = _time.GetUtcNow();

        Assert.IsType<DeliveryOutcome.Delivered>(await pacer.DeliverAsync(Message("result"), Test));

        Assert.Equal(ready, _message.Sends.Last().At);
    }

    [Fact]
    public async Task A_preview_whose_answer_never_came_leaves_the_message_in_doubt()
    {
        _message.Then(cancellationToken => Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        await using var pacer = Pacer();
        pacer.Offer(() => Message("step 1"));
        await FakeClock.AtOnceAsync(() => _message.Sends.Count == 1, Test);

        await FinishAsync(pacer.DeliverAsync(Message("result"), Test));

        Assert.True(pacer.IsUnsure);
    }

    private static Playback Play(bool wholeWay, bool othersWait = false) =>
        new(TimeSpan.FromSeconds(1.2), wholeWay, _ => Task.FromResult(othersWait));

    private MessagePacer Pacer(Playback playback) =>
        new(_budget, Interval, _message, _time, NullLogger.Instance, Test, playback);

    private static OutgoingMessage Message(string text) => new() { Text = text };

    private MessagePacer Pacer() => new(_budget, Interval, _message, _time, NullLogger.Instance, Test);

    private Task UntilAsync(Func<bool> condition) => FakeClock.UntilAsync(_time, condition, Test);

    private Task AdvanceAsync(TimeSpan time) => FakeClock.AdvanceAsync(_time, time, Test);

    private async Task<T> FinishAsync<T>(Task<T> task)
    {
        await UntilAsync(() => task.IsCompleted);
        return await task;
    }
}
