using Flash.Bots.Telegram.Ingress;

namespace Flash.Bots.Telegram.Tests.Ingress;

public sealed class InHandTests
{
    [Fact]
    public void The_oldest_unhandled_update_holds_back_the_confirmation_of_all_after_it()
    {
        var inHand = new InHand();
        Assert.True(inHand.TryTake(5));
        Assert.True(inHand.TryTake(6));
        Assert.True(inHand.TryTake(7));

        inHand.Finish(6);
        Assert.Equal(5, inHand.Oldest);
        Assert.False(inHand.TryTake(6), "handled already, fetched again only because of 5");
        Assert.False(inHand.TryTake(7), "still in hand");
        inHand.Finish(5);
        Assert.Equal(7, inHand.Oldest);
        Assert.False(inHand.Emptied.IsCompleted);
        inHand.Finish(7);

        Assert.Null(inHand.Oldest);
        Assert.True(inHand.Emptied.IsCompleted);
    }

    [Fact]
    public void One_that_Telegram_brings_again_later_is_taken_again()
    {
        var inHand = new InHand();
        Assert.True(inHand.TryTake(5));
        inHand.Finish(5);

        Assert.True(inHand.TryTake(5));
    }
}
