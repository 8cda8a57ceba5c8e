using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Tests.Preferences;

/// <summary>A group's, or a server's, own blocked words.</summary>
public sealed class ServerRulesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a gun on a table", "gun")]
    [InlineData("two GUNS on a table", "GUNS")]
    [InlineData("a g.u.n on a table", "g.u.n")]
    [InlineData("a gün on a table", "gün")]
    [InlineData("a (gun:1.3) on a table", "(gun:1.3)")]
    [InlineData("a room full of fake blood", "fake blood")]
    public async Task What_a_group_does_not_want_is_refused_in_a_sentence_that_names_it_alone(
        string prompt,
        string word
    )
    {
        await using var chat = new TestChat(database.ConnectionString);
        var group = await RuledAsync(chat, "gun, fake blood, zeppelin");

        await SayAsync(chat, group, "/imagine " + prompt);
        await SayAsync(chat, group, "/imagine a gunpowder barrel, blood oranges");

        Assert.Contains(Texts.For("en").Unwanted(word, group), chat.Texts);
        Assert.DoesNotContain(chat.Texts.Skip(1), text => text.Contains("zeppelin", StringComparison.Ordinal));
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task It_is_refused_for_pictures_that_stand_there_too_and_nowhere_else()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var group = chat.Here with { IsPrivate = false, Id = chat.Here.Id + "-group" };
        await SayAsync(chat, group, "/imagine a gun on a table");
        var drawn = Assert.Single(await chat.GenerationsAsync());
        await SayAsync(chat, group, "/settings words gun", manages: true);

        var again = await chat.PressAsync(new ButtonAction(ButtonVerb.Again, drawn, null), where: group);
        await chat.Conversation.RewordAsync(chat.Message("a table with a gun") with { Chat = group }, drawn, Cancelled);
        await chat.SayAsync("/imagine a gun on a table");
        await SayAsync(chat, group, "/settings words -", manages: true);
        await SayAsync(chat, group, "/imagine a gun on a table");

        Assert.Equal(new PressAnswer(Texts.For("en").Unwanted("gun", group), IsError: true), again);
        Assert.Contains(Texts.For("en").Unwanted("gun", group), chat.Texts);
        Assert.Equal(3, (await chat.GenerationsAsync()).Count);
    }

    [Fact]
    public async Task Only_its_managers_see_and_change_the_words_and_mistakes_change_nothing()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var group = await RuledAsync(chat, "gun; “fake blood”, gun, ,");
        Assert.StartsWith("Not drawn here: gun, fake blood\n", chat.Texts[^1], StringComparison.Ordinal);

        await SayAsync(chat, group, "/settings words boat");
        Assert.Equal(Texts.For("en").RulesManagersOnly, chat.Texts[^1]);
        await SayAsync(chat, group, "/settings words ***", manages: true);
        Assert.Equal(Texts.For("en").RulesNotAWord("***"), chat.Texts[^1]);
        await SayAsync(chat, group, "/settings words " + string.Join(',', Enumerable.Range(1, 51)), manages: true);
        Assert.Equal(Texts.For("en").RulesTooManyWords, chat.Texts[^1]);
        await SayAsync(chat, group, "/settings words " + new string('a', 61), manages: true);
        Assert.Equal(Texts.For("en").RulesTooManyWords, chat.Texts[^1]);
        await SayAsync(chat, group, "/settings channels #art", manages: true);
        Assert.Equal(Texts.For("en").RulesNoChannels, chat.Texts[^1]);
        await chat.SayAsync("/settings words gun");
        Assert.Equal(Texts.For("en").RulesInPrivate, chat.Texts[^1]);

        await SayAsync(chat, group, "/settings words", manages: true);
        Assert.StartsWith("Not drawn here: gun, fake blood\n", chat.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_becomes_a_supergroup_keeps_its_words()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var group = await RuledAsync(chat, "gun");
        var super = group with { Id = group.Id + "-super" };

        await chat.Get<ChatMoves>().MoveAsync(Platform.Telegram, group.Id, super.Id, Cancelled);
        await SayAsync(chat, super, "/imagine a gun");

        Assert.Equal(Texts.For("en").Unwanted("gun", super), chat.Texts[^1]);
    }

    private static async Task<Chat> RuledAsync(TestChat chat, string words)
    {
        var group = chat.Here with { IsPrivate = false, Id = chat.Here.Id + "-group" };
        await SayAsync(chat, group, "/settings words " + words, manages: true);
        return group;
    }

    private static Task SayAsync(TestChat chat, Chat group, string text, bool manages = false) =>
        chat.Conversation.HandleAsync(chat.Message(text) with { Chat = group, MayManageChat = manages }, Cancelled);
}
