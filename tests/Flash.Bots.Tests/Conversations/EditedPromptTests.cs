using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary>Prompts that people edit, and processes that die while the message is passed on.</summary>
public sealed class EditedPromptTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_edit_ends_is_superseded_and_not_a_failure()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (said, edit) = await SayAsync(chat);

        await EditAsync(chat, said, edit);

        Assert.Equal(["superseded", "queued"], await StatesAsync(chat));
        Assert.True(
            await database.ReadAsync<bool>(
                $"SELECT bool_and(failure IS NULL) FROM flash.generations WHERE id = '{(await chat.GenerationsAsync())[0]}'"
            )
        );
        Assert.Equal("“a blue boat”", Assert.Single(chat.Messenger.Edited).Message.Text.Split('\n')[0]);
    }

    [Fact]
    public async Task A_message_that_a_dead_process_did_not_pass_on_is_passed_on_when_the_edit_comes_again()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (said, edit) = await SayAsync(chat);
        await DieInEditAsync(chat, said, edit);

        await EditAsync(chat, said, edit);

        var (shown, text) = Assert.Single(chat.Messenger.Edited);
        Assert.StartsWith("“a blue boat”", text.Text, StringComparison.Ordinal);
        Assert.Equal(
            shown,
            await chat.Get<GenerationMessages>().WaitForMessageAsync((await chat.GenerationsAsync())[1], Cancelled)
        );
        Assert.Single(chat.Messenger.Posted);
    }

    [Fact]
    public async Task When_a_worker_had_to_post_another_message_the_old_one_is_taken_away()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (said, edit) = await SayAsync(chat);
        await DieInEditAsync(chat, said, edit);
        await chat.Get<GenerationMessages>()
            .RecordMessageAsync((await chat.GenerationsAsync())[1], new TelegramMessage(1, 77), Cancelled);

        await EditAsync(chat, said, edit);
        await EditAsync(chat, said, edit);

        Assert.All(chat.Messenger.Deleted, deleted => Assert.Equal(Assert.Single(chat.Messenger.Posted).Ref, deleted));
        Assert.NotEmpty(chat.Messenger.Deleted);
        Assert.Equal(2, (await chat.GenerationsAsync()).Count);
    }

    private static async Task<(IncomingMessage Said, IncomingMessage Edit)> SayAsync(TestChat chat)
    {
        var said = chat.Message("/imagine a red boat --seed 7");
        await chat.Conversation.HandleAsync(said, Cancelled);
        return (
            said,
            said with
            {
                Text = "/imagine a blue boat --seed 7",
                IdempotencyKey = said.IdempotencyKey + ":edit:1",
            }
        );
    }

    private static Task EditAsync(TestChat chat, IncomingMessage said, IncomingMessage edit) =>
        chat.Conversation.EditAsync(edit, said.IdempotencyKey, TimeProvider.System.GetUtcNow(), Cancelled);

    /// <summary>Stored, and cut off in the middle of the call that shows it.</summary>
    private static async Task DieInEditAsync(TestChat chat, IncomingMessage said, IncomingMessage edit)
    {
        chat.Messenger.InsteadOfEdit = () => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => EditAsync(chat, said, edit));
        chat.Messenger.InsteadOfEdit = null;
    }

    private async Task<IReadOnlyList<string>> StatesAsync(TestChat chat)
    {
        var states = new List<string>();
        foreach (var id in await chat.GenerationsAsync())
        {
            states.Add(await database.ReadAsync<string>($"SELECT state FROM flash.generations WHERE id = '{id}'"));
        }

        return states;
    }
}
