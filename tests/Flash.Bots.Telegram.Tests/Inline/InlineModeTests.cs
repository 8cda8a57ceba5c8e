using Flash.Bots.Telegram.Tests.Conversations;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Inline;

/// <summary>What someone sees who types the bot's name and a few words in any chat.</summary>
public sealed class InlineModeTests : IAsyncLifetime
{
    private readonly TelegramHost host = new() { SharesPictures = true };
    private readonly BotUser ada = TelegramHost.NewPerson();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_pause_shows_four_pictures_that_evolve_with_the_words()
    {
        await host.StartAsync(withWorker: true, token: null);

        var first = await TypeAsync("a red boat");
        var same = await TypeAsync("a red boat");
        var more = await TypeAsync("a red boat at night");

        Assert.Equal(4, first.Results.Count);
        Assert.All(first.Results, result => Assert.Equal("“a red boat”", result.Caption));
        Assert.Equal(
            first.Results.Select(result => result.Photo.Bytes),
            same.Results.Select(result => result.Photo.Bytes)
        );
        Assert.Equal(first.Results.Select(result => result.Id), more.Results.Select(result => result.Id));
        Assert.NotEqual(first.Results[0].Photo.Bytes, more.Results[0].Photo.Bytes);
        Assert.Equal((0, true), (first.CacheTime, first.IsPersonal));
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Fact]
    public async Task The_next_letter_ends_what_the_one_before_began()
    {
        await host.StartAsync(withWorker: true, token: null);
        using var held = Server.Script.Hold("answerInlineQuery");

        var before = Server.Inline.Types(ada, "a red b");
        await held.Reached.WaitAsync(Cancel);
        var after = await TypeAsync("a red boat");
        held.Dispose();

        Assert.Equal(4, after.Results.Count);
        Assert.Null(before.Answer);
    }

    [Fact]
    public async Task Choosing_one_posts_it_and_it_becomes_the_full_four_with_their_buttons()
    {
        await host.StartAsync(withWorker: true, token: null);
        var query = Server.Inline.Types(ada, "a red boat --ar 3:2");
        await Server.UntilAsync(() => query.Answer is not null, Cancel);

        var message = Server.Inline.Chooses(query, 2);
        await Server.UntilAsync(
            () => message.Content.Keyboard.SelectMany(row => row).Any(button => button.Name.Contains("Animate")),
            Cancel
        );
        await host.UntilAuditAsync(message, "imagine.delivered");

        Assert.Contains(
            "Seed " + query.Answer!.Results[2].Id.Split(':')[0],
            message.Content.Caption,
            StringComparison.Ordinal
        );
        Assert.True(
            message.Content.File!.Width > query.Answer.Results[2].Photo.Width,
            "four pictures beside each other are wider than one"
        );
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Fact]
    public async Task Its_buttons_work_in_the_same_message_for_whose_it_is_and_there_is_a_way_back()
    {
        await host.StartAsync(withWorker: true, token: null);
        var query = Server.Inline.Types(ada, "a red boat --count 1");
        await Server.UntilAsync(() => query.Answer is not null, Cancel);
        var message = Server.Inline.Chooses(query, 0);
        await host.UntilAuditAsync(message, "imagine.delivered");

        var stranger = Server.Inline.Presses(message, "Animate", TelegramHost.NewPerson());
        await Server.UntilAsync(() => stranger.Answer is not null, Cancel);
        Assert.True(stranger.IsAlert);
        var press = Server.Inline.Presses(message, "Animate", ada);
        await Server.UntilAsync(() => press.Answer is not null, Cancel);
        await host.UntilAuditAsync(message, "animate.delivered");

        Assert.False(press.IsAlert);
        Assert.Equal(SentFileKind.Animation, message.Content.File!.Kind);

        Server.Inline.Presses(message, "Back", ada);
        await Server.UntilAsync(
            () =>
                message.Content.File!.Kind == SentFileKind.Photo
                && message.Content.Keyboard.SelectMany(row => row).Any(button => button.Name.Contains("Animate")),
            Cancel
        );
    }

    [Fact]
    public async Task A_worker_in_another_process_draws_for_an_ingress_without_a_model()
    {
        await host.StartAsync(withWorker: false, token: null);
        await host.StartWorkerElsewhereAsync();

        var answer = await TypeAsync("a red boat");

        Assert.Equal(4, answer.Results.Count);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.sketches"));
    }

    [Fact]
    public async Task Without_words_or_with_mistaken_ones_it_says_what_to_do()
    {
        await host.StartAsync(withWorker: true, token: null);

        Assert.Equal("Describe a picture, and it appears here", (await TypeAsync("")).ButtonText);
        Assert.Equal("Describe a picture, and it appears here", (await TypeAsync("a boat --steps many")).ButtonText);
    }

    [Fact]
    public async Task What_the_rules_hold_back_is_not_shown_and_nothing_is_shown_to_the_banned()
    {
        await host.StartAsync(withWorker: true, token: null);
        await host.ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'wyvern', 'hold', 'test')"
        );
        await TypeAsync("a fox");
        await host.ExecuteAsync(
            $"""
            WITH person AS (INSERT INTO flash.users (platform, external_id, name) VALUES ('telegram', '{ada.Id
                + 1_000_000}', 'Eve') RETURNING id)
            INSERT INTO flash.bans (user_id, reason, banned_by) SELECT id, 'spam', 'test' FROM person
            """
        );
        var eve = ada with { Id = ada.Id + 1_000_000 };

        for (var look = 0; look < 100 && (await TypeAsync("a wyvern")).ButtonText is null; look++)
        {
            await Task.Delay(100, Cancel); // a new rule is known within five seconds
        }

        Assert.Equal("I do not draw this", (await TypeAsync("a wyvern")).ButtonText);
        var banned = Server.Inline.Types(eve, "a fox");
        await Server.UntilAsync(() => banned.Answer is not null, Cancel);
        Assert.Empty(banned.Answer!.Results);
    }

    [Fact]
    public async Task An_address_that_we_did_not_sign_leads_nowhere()
    {
        await host.StartAsync(withWorker: true, token: null);
        using var http = new HttpClient { BaseAddress = host.PicturesUrl };

        using var answer = await http.GetAsync(
            $"/telegram/pictures/{TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}/AAAAAAAAAAAAAAAAAAAAAA/{Guid.NewGuid():N}.jpg",
            Cancel
        );

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<BotInlineAnswer> TypeAsync(string words)
    {
        var query = Server.Inline.Types(ada, words);
        await Server.UntilAsync(() => query.Answer is not null, Cancel);
        return query.Answer!;
    }
}
