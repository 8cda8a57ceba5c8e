using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Telegram.Tests.Conversations;
using Flash.Testing.BotApi;
using Npgsql;

namespace Flash.Bots.Telegram.Tests.Inline;

/// <summary>Inline mode on a machine without a public address: pictures go through a chat of the operator's.</summary>
public sealed class ScratchChatTests : IAsyncLifetime
{
    private const long ScratchChat = -1003332221110;

    private readonly TelegramHost host = new();
    private readonly BotUser ada = TelegramHost.NewPerson();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_first_answer_has_one_picture_and_the_others_come_when_the_person_scrolls()
    {
        await StartAsync();
        var first = Server.Inline.Types(ada, "a red boat");
        await Server.UntilAsync(() => first.Answer is not null, Cancel);

        var rest = Server.Inline.Types(ada, "a red boat", first.Answer!.NextOffset);
        await Server.UntilAsync(() => rest.Answer is not null, Cancel);

        Assert.Single(first.Answer.Results);
        Assert.Equal(3, rest.Answer!.Results.Count);
        Assert.Equal("", rest.Answer.NextOffset);
        Assert.Equal(4, Server.Group(ScratchChat).FromBot.Count);
        Assert.Equal(
            4,
            first.Answer.Results.Concat(rest.Answer.Results).Select(result => result.Id).Distinct().Count()
        );
    }

    [Fact]
    public async Task A_chosen_one_becomes_the_full_four_without_an_upload_to_the_message()
    {
        await StartAsync();
        var query = Server.Inline.Types(ada, "a red boat");
        await Server.UntilAsync(() => query.Answer is not null, Cancel);

        var message = Server.Inline.Chooses(query, 0);
        await host.UntilAuditAsync(message, "imagine.delivered");

        Assert.True(
            message.Content.File!.Width > query.Answer!.Results[0].Photo.Width,
            "four pictures beside each other are wider than one"
        );
        Assert.Contains(message.Content.Keyboard.SelectMany(row => row), button =>
            button.Name.Contains("Animate", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_taken_down_shows_its_picture_no_more_though_nobody_can_delete_the_message()
    {
        await StartAsync();
        var query = Server.Inline.Types(ada, "a red boat");
        await Server.UntilAsync(() => query.Answer is not null, Cancel);
        var message = Server.Inline.Chooses(query, 0);
        await host.UntilAuditAsync(message, "imagine.delivered");
        var picture = message.Content.File!.Id;

        await using var command = host.Get<NpgsqlDataSource>().CreateCommand("SELECT id FROM flash.generations");
        var id = new GenerationId((Guid)(await command.ExecuteScalarAsync(Cancel))!); // it was delivered
        var outcome = await host.Get<Decisions>()
            .RemoveAsync(id, "Not here.", new Moderator("flash", "grace", "Grace"), Cancel);

        Assert.Equal("A moderator has taken this down.", message.Content.Caption);
        Assert.NotEqual(picture, message.Content.File!.Id);
        Assert.Empty(message.Content.Keyboard);
        Assert.Equal(MessageOutcome.Replaced, outcome);
    }

    [Fact]
    public async Task Without_an_address_and_without_a_chat_people_are_sent_to_the_private_chat()
    {
        await host.StartAsync(withWorker: true, token: null);

        var query = Server.Inline.Types(ada, "a red boat");
        await Server.UntilAsync(() => query.Answer is not null, Cancel);

        Assert.Empty(query.Answer!.Results);
        Assert.Equal("No pictures while you type here: ask me in private", query.Answer.ButtonText);
    }

    private async Task StartAsync()
    {
        host.Settings["Flash:Telegram:Inline:ScratchChatId"] = ScratchChat.ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );
        await host.StartAsync(withWorker: true, token: null);
        Server.Group(ScratchChat);
    }
}
