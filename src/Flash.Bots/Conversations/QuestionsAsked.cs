using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Conversations;

/// <summary>
/// The messages in which Flash asks for other words: rows of <c>flash.word_requests</c>. A question is written down
/// before it is posted, so that no answer comes before we know of it; its message is added a moment later.
/// </summary>
public sealed class QuestionsAsked(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    /// <summary>Longest time that an answer waits for the message of its question. Afterwards the process that posted
    /// it has died, and the answer tells which it was.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // A question whose message was never added belongs to no one after an hour.
    private static readonly TimeSpan Pending = TimeSpan.FromHours(1);

    /// <summary>Writes down that the generation's next question is about to be posted.</summary>
    public async Task<long> BeginAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var request = new WordRequest { GenerationId = id };
        db.WordRequests.Add(request);
        await db.SaveChangesAsync(cancellationToken);
        return request.Id;
    }

    /// <summary>The question stands in the chat; null when it came to nothing.</summary>
    public async Task EndAsync(long request, MessageRef? question, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var asked = db.WordRequests.Where(row => row.Id == request);
        await (
            question is null
                ? asked.ExecuteDeleteAsync(cancellationToken)
                : asked.ExecuteUpdateAsync(set => set.SetProperty(row => row.Message, question), cancellationToken)
        );
    }

    /// <summary>The generation that a question is about; null when the message is none of our questions.</summary>
    public async Task<GenerationId?> FindAsync(MessageRef question, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .WordRequests.Where(request => request.Message == question)
            .OrderByDescending(request => request.Id)
            .Select(request => (GenerationId?)request.GenerationId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The same for a message that may be a question which is not written down yet. Returns at once where none
    /// is on its way in this chat.</summary>
    public async Task<GenerationId?> AwaitAsync(MessageRef question, Chat chat, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await PendingAsync(chat, cancellationToken) is { } pending)
        {
            if (time.GetElapsedTime(began) > Patience)
            {
                await EndAsync(pending, question, cancellationToken);
                break;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return await FindAsync(question, cancellationToken);
    }

    private async Task<long?> PendingAsync(Chat chat, CancellationToken cancellationToken)
    {
        var chatId = PlainText.Clean(chat.Id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .WordRequests.Where(request =>
                request.Message == null
                && request.AskedAt > FlashDb.Now() - Pending
                && db.Generations.Any(generation =>
                    generation.Id == request.GenerationId
                    && generation.Chat!.Platform == chat.Platform // every generation is in a chat
                    && generation.Chat.ExternalId == chatId
                )
            )
            .OrderByDescending(request => request.Id)
            .Select(request => (long?)request.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
