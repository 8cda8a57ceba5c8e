using System.Diagnostics;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>A picture is seen coming into being, however fast it is drawn.</summary>
public sealed class PreviewTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task In_private_two_pictures_come_before_the_result_and_it_is_not_late_for_them()
    {
        await using var other = new TelegramHost();
        other.Settings["Flash:Worker:Playback"] = "00:00:00";
        await other.StartAsync(withWorker: true, token: null);
        await host.StartAsync(withWorker: true, token: null);
        host.Server.Limits = new BotLimits(TimeProvider.System);
        await DrawAsync(host, host.NewPrivateChat(), "/imagine a boat --seed 1");
        await DrawAsync(other, other.NewPrivateChat(), "/imagine a boat --seed 1");

        // In turn, so that whatever else the machine does slows down both.
        var (seen, played, plain) = (new List<int>(), new List<double>(), new List<double>());
        for (var person = 0; person < 20; person++)
        {
            var words = $"/imagine a red boat {person} --seed {person + 1}";
            plain.Add(await DrawAsync(other, other.NewPrivateChat(), words));
            var chat = host.NewPrivateChat();
            played.Add(await DrawAsync(host, chat, words));
            seen.Add(PicturesBeforeTheResult(Assert.Single(chat.FromBot)));
        }

        TestContext.Current.SendDiagnosticMessage(
            $"different pictures before the result: {string.Join(' ', seen)}; seconds to it: {Row(played)}, without: {Row(plain)}"
        );
        Assert.True(seen.Count(pictures => pictures >= 2) >= 19, string.Join(' ', seen));
        Assert.True(Median(played) - Median(plain) <= 1.5, $"{Row(played)} and {Row(plain)}");
        Assert.Equal(0, host.Server.Limits.Refusals);
    }

    [Fact]
    public async Task In_a_quiet_group_one_picture_comes_before_the_result()
    {
        await host.StartAsync(withWorker: true, token: null);
        host.Server.Limits = new BotLimits(TimeProvider.System);
        await DrawAsync(host, host.NewPrivateChat(), "/imagine a boat --seed 1");

        for (var group = 0; group < 5; group++)
        {
            var chat = host.Server.Group(-7_000 - group);
            await DrawAsync(host, chat, $"/imagine a red boat {group} --seed {group + 1}");
            Assert.True(PicturesBeforeTheResult(Assert.Single(chat.FromBot)) >= 1);
        }

        Assert.Equal(0, host.Server.Limits.Refusals);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Row(IEnumerable<double> values) => string.Join(' ', values.Select(value => $"{value:0.00}"));

    /// <summary>Drawn pictures that differ from each other, from the placeholder and from the result.</summary>
    private static int PicturesBeforeTheResult(BotMessage message) =>
        message
            .Revisions.Skip(1)
            .SkipLast(1)
            .Select(revision => revision.File)
            .OfType<SentFile>()
            .Select(file => Convert.ToBase64String(file.Bytes))
            .Distinct()
            .Count(bytes =>
                bytes != Convert.ToBase64String(message.Revisions[0].File!.Bytes)
                && bytes != Convert.ToBase64String(message.Content.File!.Bytes)
            );

    /// <summary>Seconds from the request to the result in the chat.</summary>
    private static async Task<double> DrawAsync(TelegramHost host, BotChat chat, string words)
    {
        var clock = Stopwatch.StartNew();
        chat.Says(words, chat.Person ?? TelegramHost.NewPerson());
        await host.Server.UntilAsync(
            () =>
                chat.FromBot is [.., { Content.Caption: { } caption }]
                && caption.Contains("Seed", StringComparison.Ordinal),
            Cancel
        );
        return clock.Elapsed.TotalSeconds;
    }
}
