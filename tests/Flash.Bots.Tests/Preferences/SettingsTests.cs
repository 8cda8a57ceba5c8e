using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Tests.Preferences;

public sealed class SettingsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_sets_by_buttons_holds_for_what_they_ask_next()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/settings");
        var menu = chat.Messenger.Posted[^1].Message;
        Assert.Equal(Texts.For("en").SettingsMine, menu.Text);

        foreach (
            var (label, choice) in new[]
            {
                ("Style: as usual", "🎨 watercolour"),
                ("Shape: as usual", "16:9"),
                ("Pictures: as usual", "2"),
                ("Steps: as usual", "1"),
            }
        )
        {
            var choices = await ShownAsync(chat, CodeOf(menu, label));
            menu = await ShownAsync(chat, CodeOf(choices, choice));
        }

        await chat.SayAsync("/imagine a red boat");
        await chat.SayAsync("/imagine a red boat --style none --ar 1:1 --count 3 --steps 2");

        var ids = await chat.GenerationsAsync();
        var (usual, said) = (await RecipeAsync(ids[0]), await RecipeAsync(ids[1]));
        Assert.Equal(("watercolour", 2, 1), (usual.Style!.Name, usual.Count, usual.InferenceSteps));
        Assert.True(usual.Width > usual.Height);
        Assert.StartsWith("a red boat, watercolour", usual.FullPrompt, StringComparison.Ordinal);
        Assert.Equal((null, 3, 2, said.Height), (said.Style, said.Count, said.InferenceSteps, said.Width));
    }

    [Fact]
    public async Task A_chats_settings_are_its_managers_and_a_persons_own_come_first()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var group = chat.Here with { IsPrivate = false, Title = "Boats" };

        await chat.Conversation.HandleAsync(chat.Message("/settings") with { Chat = group }, Cancelled);
        Assert.Equal(Texts.For("en").SettingsManagersOnly, chat.Texts[^1]);
        Assert.Equal(
            new PressAnswer(Texts.For("en").SettingsManagersOnly, IsError: true),
            await chat.PressAsync("set:c:count:1", where: group)
        );

        await chat.Conversation.HandleAsync(
            chat.Message("/settings") with
            {
                Chat = group,
                MayManageChat = true,
            },
            Cancelled
        );
        Assert.Equal($"{Texts.For("en").SettingsChat}\n{Texts.For("en").RulesHint}", chat.Texts[^1]);
        var store = chat.Get<PreferenceStore>();
        await store.WriteAsync(
            PreferenceScope.Chat,
            chat.Me,
            group,
            new Preference
            {
                Count = 1,
                Style = "oil",
                Spoiler = true,
            },
            Cancelled
        );
        await store.WriteAsync(PreferenceScope.User, chat.Me, group, new Preference { Style = "pixel" }, Cancelled);
        await chat.Conversation.HandleAsync(chat.Message("/imagine a red boat") with { Chat = group }, Cancelled);

        var id = Assert.Single(await chat.GenerationsAsync());
        var recipe = await RecipeAsync(id);
        Assert.Equal((1, "pixel"), (recipe.Count, recipe.Style!.Name));
        Assert.True((await chat.Get<GenerationStore>().ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled))!.IsSpoiler);
    }

    [Fact]
    public async Task Buttons_belong_to_who_asked_where_the_chat_wants_it_so()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var somebody = new Person(Platform.Telegram, "somebody-else", "Bob");
        await chat.Get<PreferenceStore>()
            .WriteAsync(PreferenceScope.Chat, chat.Me, chat.Here, new Preference { OwnerOnly = true }, Cancelled);

        Assert.Equal(
            new PressAnswer(Texts.For("en").OwnerOnly, IsError: true),
            await chat.PressAsync(new ButtonAction(ButtonVerb.Vary, id, 1), by: somebody)
        );
        Assert.False((await chat.PressAsync(new ButtonAction(ButtonVerb.Vary, id, 1))).IsError);
    }

    [Fact]
    public async Task Flash_speaks_the_language_that_was_set_else_the_networks()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.Conversation.HandleAsync(
            chat.Message("/cancel") with
            {
                From = chat.Me with { Language = "de-AT" },
            },
            Cancelled
        );
        Assert.Equal(Wording.For("de")["NothingToCancel"], chat.Texts[^1]);

        await chat.PressAsync("set:u:language:fr");
        await chat.Conversation.HandleAsync(
            chat.Message("/cancel") with
            {
                From = chat.Me with { Language = "de-AT" },
            },
            Cancelled
        );
        Assert.Equal(Wording.For("fr")["NothingToCancel"], chat.Texts[^1]);

        await chat.SayAsync("/imagine a red boat");
        var claim = await chat.Get<GenerationStore>()
            .ClaimAsync((await chat.GenerationsAsync())[^1], TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal("fr", claim!.Language);
    }

    [Theory]
    [InlineData("set:u:style:nonsense")]
    [InlineData("set:u:nonsense")]
    [InlineData("set:x:style")]
    [InlineData("set:u:owner:yes")]
    [InlineData("set")]
    [InlineData("set:u:count:9")]
    [InlineData("me:nonsense")]
    public async Task Forged_codes_change_nothing(string code)
    {
        await using var chat = new TestChat(database.ConnectionString);

        Assert.Equal(new PressAnswer(Texts.For("en").UnknownButton, IsError: true), await chat.PressAsync(code));
        Assert.Equal(
            (Preference.AsUsual, Preference.AsUsual),
            await chat.Get<PreferenceStore>().ReadAsync(chat.Me, chat.Here, Cancelled)
        );
    }

    [Fact]
    public async Task Every_menu_fits_every_network()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/settings");
        foreach (var start in new[] { "set:u", "set:c" })
        {
            var menu = await ShownAsync(chat, start);
            foreach (var button in menu.Buttons.SelectMany(row => row).ToList())
            {
                var opened = button.Code.EndsWith(":done", StringComparison.Ordinal)
                    ? menu
                    : await ShownAsync(chat, button.Code);
                Assert.InRange(opened.Buttons.Count, 1, 5);
                Assert.All(opened.Buttons, row => Assert.InRange(row.Count, 1, 5));
                Assert.All(opened.Buttons.SelectMany(row => row), shown => Assert.InRange(shown.Label.Length, 1, 80));
                Assert.All(opened.Buttons.SelectMany(row => row), shown => Assert.InRange(shown.Code.Length, 1, 64));
            }
        }
    }

    private static string CodeOf(OutgoingMessage menu, string label) =>
        menu.Buttons.SelectMany(row => row).Single(button => button.Label == label).Code;

    /// <summary>Presses in the newest menu of the chat, and returns what it shows afterwards.</summary>
    private static async Task<OutgoingMessage> ShownAsync(TestChat chat, string code)
    {
        var press = chat.Press(code) with { Message = chat.Messenger.Posted[^1].Ref };
        await chat.Conversation.PressAsync(
            press,
            (answer, _) =>
            {
                Assert.False(answer.IsError, answer.Text);
                return Task.CompletedTask;
            },
            Cancelled
        );
        return chat.Messenger.Edited[^1].Message;
    }

    private async Task<Recipe> RecipeAsync(GenerationId id) =>
        FlashJson.Read<Recipe>(
            await database.ReadAsync<string>($"SELECT recipe::text FROM flash.generations WHERE id = '{id}'")
        );
}
