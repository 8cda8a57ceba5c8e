using Flash.Bots.Replies;
using Flash.Worker.Jobs;

namespace Flash.Worker.Tests.Jobs;

public sealed class DeliveryPlacesTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_that_takes_nothing_for_minutes_leaves_the_other_places_to_others()
    {
        using var places = new DeliveryPlaces(32);
        var stuck = new List<DeliveryPlaces.Place>();
        for (var result = 0; result < 100; result++)
        {
            stuck.Add((await TakeAsync(places)).KeepFor((Platform.Telegram, "-1")));
        }

        // Twenty-eight are left, whatever the first chat does.
        var others = new List<DeliveryPlaces.Place>();
        for (var chat = 0; chat < 28; chat++)
        {
            others.Add((await TakeAsync(places)).KeepFor((Platform.Telegram, $"{chat}")));
        }

        Assert.False(places.TakeAsync(Test).IsCompleted);
        foreach (var place in stuck.Concat(others))
        {
            place.Dispose();
            place.Dispose();
        }

        for (var result = 0; result < 31; result++)
        {
            await TakeAsync(places);
        }
    }

    [Fact]
    public async Task What_waits_without_a_place_has_an_end()
    {
        using var places = new DeliveryPlaces(2);
        for (var result = 0; result < 2 + (2 * DeliveryPlaces.MostBeyond); result++)
        {
            (await TakeAsync(places)).KeepFor((Platform.Telegram, "-1"));
        }

        Assert.False(places.TakeAsync(Test).IsCompleted);
    }

    private static Task<DeliveryPlaces.Place> TakeAsync(DeliveryPlaces places) =>
        places.TakeAsync(Test).WaitAsync(TimeSpan.FromSeconds(5), Test);
}
