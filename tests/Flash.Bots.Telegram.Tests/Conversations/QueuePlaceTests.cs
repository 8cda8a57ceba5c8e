using System.Text.RegularExpressions;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Whoever waits sees the queue move.</summary>
public sealed partial class QueuePlaceTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Places_move_in_the_message_and_the_pictures_come_last()
    {
        // No one draws yet, so everyone is given a place; then someone does.
        host.Settings["Flash:Worker:PlacesInterval"] = "00:00:00.1";
        await host.StartAsync(withWorker: false, token: null);
        var chats = Enumerable.Range(0, 10).Select(_ => host.NewPrivateChat()).ToArray();
        foreach (var chat in chats)
        {
            // One after the other: of two that ask at the same moment either may come first.
            chat.Says($"/imagine a boat {chat.Id} --count 4 --steps 8 --seed 1");
            await host.Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        }

        await host.StartWorkerElsewhereAsync();
        await host.Server.UntilAsync(
            () => chats.All(chat => chat.FromBot[0].Content.Caption!.Contains("Seed 1", StringComparison.Ordinal)),
            Cancel
        );

        var told = chats
            .Select(chat =>
                chat.FromBot[0]
                    .Revisions.Select(revision => Ahead().Match(revision.Caption!))
                    .Where(match => match.Success)
                    .Select(match =>
                        int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
                    )
                    .ToArray()
            )
            .ToArray();
        Assert.All(told, places => Assert.Equal(places.OrderDescending(), places));
        Assert.Contains(told, places => places.Length > 1);
        Assert.All(chats, chat => Assert.Single(chat.FromBot));
    }

    [GeneratedRegex("(\\d+) ahead of you")]
    private static partial Regex Ahead();
}
