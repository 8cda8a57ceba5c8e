using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Many people at once in one group: each is heard at once and served in turn, and the group's limit
/// holds.</summary>
public sealed class BusyGroupTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task First_come_first_served_and_everybody_sees_a_sign_of_life()
    {
        await host.StartAsync(withWorker: true, token: null);
        host.Server.Limits = new BotLimits(TimeProvider.System);
        var group = host.Server.Group(-8_001);
        var asked = Enumerable
            .Range(0, 9)
            .Select(number => group.Says($"/imagine a boat --seed {number} --steps 1", TelegramHost.NewPerson()))
            .ToArray();

        await host.Server.UntilAsync(() => asked.All(message => message.Reactions.Contains("👀")), Cancel);
        await host.Server.UntilAsync(() => Results(group).Count == asked.Length, Cancel);
        await host.Server.UntilAsync(() => asked.All(message => message.Reactions is [.., "👍"]), Cancel);

        Assert.Equal(0, host.Server.Limits.Refusals);
        var shown = Results(group)
            .OrderBy(message => message.ShownAt)
            .Select(message => Array.FindIndex(asked, question => question.Id == message.ReplyToId))
            .ToArray();
        Assert.Equal(Enumerable.Range(0, asked.Length), shown);
        Assert.Equal(asked.Length, group.FromBot.Count);
    }

    [Fact]
    public async Task Where_reactions_are_not_allowed_the_bot_is_seen_at_work()
    {
        await host.StartAsync(withWorker: true, token: null);
        var group = host.Server.Group(-8_002);
        group.AllowsReactions = false;

        group.Says("/imagine a boat --seed 1", TelegramHost.NewPerson());
        await host.Server.UntilAsync(() => Results(group).Count == 1, Cancel);

        Assert.Contains(host.Server.Calls, call => call.Method == "sendChatAction" && call.ChatId == group.Id);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_seen_to_have_failed()
    {
        await host.StartAsync(withWorker: true, token: null);
        var group = host.Server.Group(-8_003);
        host.Server.Script.Fail("editMessageMedia", BotApiException.Bad("BUTTON_DATA_INVALID"), times: 10);

        var asked = group.Says("/imagine a boat --seed 1", TelegramHost.NewPerson());
        await host.Server.UntilAsync(() => asked.Reactions is [.., "💔"], Cancel);
    }

    private static List<BotMessage> Results(BotChat group) =>
        [
            .. group.FromBot.Where(message =>
                message.Content.Caption?.Contains("Seed ", StringComparison.Ordinal) == true
            ),
        ];
}
