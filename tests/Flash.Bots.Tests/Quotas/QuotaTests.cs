using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;

namespace Flash.Bots.Tests.Quotas;

public sealed class QuotaTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_so_many_an_hour_and_a_button_counts_too()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Quotas:PerUserHour", "2"));
        var drawn = await chat.DrawnAsync();
        await chat.SayAsync("/imagine a blue boat");

        await chat.SayAsync("/imagine a green boat");
        var press = await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, drawn, 1));

        Assert.Equal(2, (await chat.GenerationsAsync()).Count);
        Assert.StartsWith(
            "Your requests of the last 1 h are used up (2). The next one is possible at ",
            chat.Texts[^1],
            StringComparison.Ordinal
        );
        Assert.True(press.IsError);
        Assert.Equal(press.Text, chat.Texts[^1]);
    }

    [Fact]
    public async Task An_hour_later_there_is_room_again_but_the_day_counts_on()
    {
        await using var chat = new TestChat(
            database.ConnectionString,
            ("Flash:Quotas:PerUserHour", "1"),
            ("Flash:Quotas:PerUserDay", "2")
        );
        await chat.SayAsync("/imagine a red boat");
        await LongAgoAsync(chat, TimeSpan.FromMinutes(61));
        await chat.SayAsync("/imagine a blue boat");
        await LongAgoAsync(chat, TimeSpan.FromMinutes(61));

        await chat.SayAsync("/imagine a green boat");

        Assert.Equal(2, (await chat.GenerationsAsync()).Count);
        Assert.StartsWith("Your requests of the last 24 h are used up (2).", chat.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_has_its_own_quota_for_everybody_in_it()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Quotas:PerChatDay", "1"));
        await chat.SayAsync("/imagine a red boat");
        var other = chat.Message("/imagine a blue boat") with { From = chat.Me with { Id = $"{Guid.NewGuid():N}" } };

        await chat.Conversation.HandleAsync(other, Cancelled);

        Assert.StartsWith(
            "This chat's requests of the last 24 h are used up (1).",
            chat.Texts[^1],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 2)]
    [InlineData(null, 1)]
    public async Task A_moderator_sets_the_quota_of_one_person(int? perHour, int drawn)
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Quotas:PerUserHour", "1"));
        await new ModerationDesk(database.Databases).SetUserQuotaAsync(
            Platform.Telegram,
            chat.Me.Id,
            perHour,
            null,
            Grace,
            Cancelled
        );

        for (var i = 0; i < 3; i++)
        {
            await chat.SayAsync("/imagine a red boat");
        }

        Assert.Equal(drawn, (await chat.GenerationsAsync()).Count);
    }

    /// <summary>Moves what the person asked for into the past; the first six bytes of an id are its time.</summary>
    private async Task LongAgoAsync(TestChat chat, TimeSpan ago)
    {
        foreach (var id in await chat.GenerationsAsync())
        {
            var then = Guid.CreateVersion7(TimeProvider.System.GetUtcNow() - ago);
            await database.ExecuteAsync(
                $"""
                DELETE FROM flash.outbox WHERE generation_id = '{id}';
                UPDATE flash.generations SET id = '{then}', created_at = now() - interval '{ago.TotalMinutes} minutes' WHERE id = '{id}'
                """
            );
        }
    }
}
