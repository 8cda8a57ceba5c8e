using Flash.Bots.Conversations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary>Questions for other words, and answers that are quicker than we are.</summary>
public sealed class QuestionTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_comes_before_we_know_where_the_question_stands_is_understood()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        Task? answering = null;
        chat.Messenger.AfterPost = async (question, message) =>
        {
            if (message.AsksForReply)
            {
                answering = Answer(chat, question);
                await Task.Delay(TimeSpan.FromMilliseconds(300), Cancelled);
            }
        };

        await chat.PressAsync(new ButtonAction(ButtonVerb.Edit, parent));
        await answering!;

        Assert.Equal("a blue boat", await WordsAsync(parent));
    }

    [Fact]
    public async Task A_question_whose_process_died_is_known_by_its_answer()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        MessageRef? question = null;
        chat.Messenger.AfterPost = (posted, message) =>
            message.AsksForReply ? throw Died(question = posted) : Task.CompletedTask;
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            chat.PressAsync(new ButtonAction(ButtonVerb.Edit, parent))
        );
        chat.Messenger.AfterPost = (_, _) => Task.CompletedTask;

        await Answer(chat, question!);

        Assert.Equal("a blue boat", await WordsAsync(parent));
    }

    [Fact]
    public async Task A_question_that_the_network_refuses_is_forgotten()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        chat.Messenger.Refusal = new MessengerException(MessengerFault.ChatClosed, "Forbidden");

        await chat.PressAsync(new ButtonAction(ButtonVerb.Edit, parent));

        Assert.Equal(
            0L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.word_requests WHERE generation_id = '{parent}'")
        );
    }

    private static OperationCanceledException Died(MessageRef _) => new();

    private static Task Answer(TestChat chat, MessageRef question) =>
        chat.Conversation.HandleAsync(
            chat.Message("red -> blue") with
            {
                InReplyTo = question,
                Chat = chat.Here with { IsPrivate = false },
            },
            Cancelled
        );

    private Task<string> WordsAsync(Flash.Bots.Generations.GenerationId parent) =>
        database.ReadAsync<string>(
            $"SELECT prompt FROM flash.generations WHERE parent_id = '{parent}' AND kind = 'edit'"
        );
}
