using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>What a person's press needs from a stored generation: look it up, call it off.</summary>
public sealed class AskedGenerations(IDbContextFactory<FlashDb> databases)
{
    private static readonly NamedSql Cancel = NamedSql.Load("generations/cancel");
    private static readonly NamedSql ByNumber = NamedSql.Load("generations/by_message_number");
    private static readonly NamedSql TakeMessage = NamedSql.Load("generations/take_message");

    /// <summary>The generation as a button's press sees it; null when there is none.</summary>
    public async Task<AskedGeneration?> FindAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return
            (await ReadAsync(db.Generations.Where(generation => generation.Id == id), cancellationToken)) is [var one]
            ? one
            : null;
    }

    /// <summary>
    /// Calls it off, whether it waits or runs, and tells the worker that may be at it over <see
    /// cref="GenerationStore.CancelChannel"/>. False when it has ended already; the caller has checked that <paramref
    /// name="by"/> may.
    /// </summary>
    public async Task<bool> CancelAsync(GenerationId id, Person by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Cancel.ReadAsync<Guid>(db, Actor(id, by), cancellationToken) is [_];
    }

    /// <summary>
    /// Records that its owner has its message taken away, and forgets the message; null when there was none, or it was
    /// taken away before. No one posts it again (<c>posting_until</c> is infinity).
    /// What was asked for and its thumbnails stay with the moderators until they are due or the person has them erased.
    /// </summary>
    public async Task<MessageRef?> TakeMessageAsync(GenerationId id, Person by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await TakeMessage.ReadOneAsync<Taken>(db, Actor(id, by), cancellationToken))?.Message;
    }

    /// <summary>
    /// Whether a message is known to be something else than this generation's: another one's, a menu, a question. A
    /// client may send any code for any message, so a press does nothing to such a message.
    /// </summary>
    public async Task<bool> IsOfAnotherAsync(GenerationId id, MessageRef message, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Generations.AnyAsync(
                generation => generation.Message == message && generation.Id != id,
                cancellationToken
            )
            || await db.Menus.AnyAsync(menu => menu.Message == message, cancellationToken)
            || await db.WordRequests.AnyAsync(request => request.Message == message, cancellationToken)
            || await db.ModerationCards.AnyAsync(card => card.Message == message, cancellationToken);
    }

    /// <summary>The latest generation that a message of ours shows; null when it shows none.</summary>
    public async Task<AskedGeneration?> FindByMessageAsync(MessageRef message, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var shown = db
            .Generations.Where(generation => generation.Message == message)
            .OrderByDescending(generation => generation.Id)
            .Take(1);
        return await ReadAsync(shown, cancellationToken) is [var latest] ? latest : null;
    }

    /// <summary>The latest generation whose message in a chat has this number, whatever else is stored with the message
    /// (Discord's hold tokens that change); null when there is none.</summary>
    public async Task<AskedGeneration?> FindByNumberAsync(
        Conversations.Chat chat,
        string message,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await ByNumber.ReadAsync<Guid>(
            db,
            new
            {
                chat.Platform,
                ChatId = PlainText.Clean(chat.Id),
                message,
            },
            cancellationToken
        );
        return found is [var id, ..] ? await FindAsync(new GenerationId(id), cancellationToken) : null;
    }

    /// <summary>What a person has asked for in a chat and is not done, newest first.</summary>
    public async Task<IReadOnlyList<AskedGeneration>> UnfinishedAsync(
        Person person,
        Conversations.Chat chat,
        CancellationToken cancellationToken
    )
    {
        var (personId, chatId) = (PlainText.Clean(person.Id), PlainText.Clean(chat.Id));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(
            db.Generations.Where(generation =>
                    generation.User!.Platform == person.Platform // every generation has an owner and a chat
                    && generation.User.ExternalId == personId
                    && generation.Chat!.Platform == chat.Platform
                    && generation.Chat.ExternalId == chatId
                    && (
                        generation.State == GenerationState.Queued
                        || generation.State == GenerationState.Running
                        || generation.State == GenerationState.Held
                    )
                )
                .OrderByDescending(generation => generation.Id),
            cancellationToken
        );
    }

    /// <summary>The pictures that a person asked for last in a chat, where they were asked for since a moment, are
    /// shown and stand there still; null for none.</summary>
    public async Task<AskedGeneration?> LastAsync(
        Person person,
        Conversations.Chat chat,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var (personId, chatId) = (PlainText.Clean(person.Id), PlainText.Clean(chat.Id));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var last = db
            .Generations.Where(generation =>
                generation.User!.Platform == person.Platform // every generation has an owner and a chat
                && generation.User.ExternalId == personId
                && generation.Chat!.Platform == chat.Platform
                && generation.Chat.ExternalId == chatId
                && generation.CreatedAt >= since
                && generation.State == GenerationState.Delivered
                && generation.Message != null
                && (
                    generation.Kind == GenerationKind.Imagine
                    || generation.Kind == GenerationKind.Edit
                    || generation.Kind == GenerationKind.Vary
                    || generation.Kind == GenerationKind.Outpaint
                    || generation.Kind == GenerationKind.Inpaint
                    || generation.Kind == GenerationKind.Blend
                )
            )
            .OrderByDescending(generation => generation.Id)
            .Take(1);
        return await ReadAsync(last, cancellationToken) is [var one] ? one : null;
    }

    /// <summary>Whether a moderator took down what it showed.</summary>
    public async Task<bool> IsTakenDownAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Takedowns.AnyAsync(takedown => takedown.GenerationId == id, cancellationToken);
    }

    /// <summary>Whether a person was told before, in a chat, that words alone change the last pictures.</summary>
    public async Task<bool> WasToldOfChangesAsync(
        Person person,
        Conversations.Chat chat,
        CancellationToken cancellationToken
    )
    {
        var (personId, chatId) = (PlainText.Clean(person.Id), PlainText.Clean(chat.Id));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Generations.AnyAsync(
            generation =>
                generation.User!.Platform == person.Platform // every generation has an owner and a chat
                && generation.User.ExternalId == personId
                && generation.Chat!.Platform == chat.Platform
                && generation.Chat.ExternalId == chatId
                && generation.Kind == GenerationKind.Edit
                && generation.State == GenerationState.Delivered,
            cancellationToken
        );
    }

    /// <summary>The message that shows it, if one was posted.</summary>
    public async Task<MessageRef?> MessageAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Generations.Where(generation => generation.Id == id)
            .Select(generation => generation.Message)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static object Actor(GenerationId id, Person by) =>
        new
        {
            id,
            by.Platform,
            ActorId = by.Id,
            ActorName = PlainText.Clean(by.Name),
        };

    private static async Task<List<AskedGeneration>> ReadAsync(
        IQueryable<Generation> generations,
        CancellationToken cancellationToken
    )
    {
        var rows = await generations
            .Select(generation => new
            {
                generation.Id,
                generation.Kind,
                generation.State,
                generation.Recipe,
                Owner = generation.User!.ExternalId, // every generation has an owner and a chat
                Chat = generation.Chat!.ExternalId,
                generation.Chat.Platform,
                generation.ParentId,
                generation.ParentIndex,
                generation.StartedAt,
                generation.DrawnAt,
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new AskedGeneration(row.Id, row.Kind, row.State, row.Recipe)
        {
            OwnerId = row.Owner,
            ChatId = row.Chat,
            Platform = row.Platform,
            Took = row.DrawnAt - row.StartedAt,
            Parent = row.ParentId is { } parent ? (parent, row.ParentIndex) : null,
        });
    }

    private sealed record Taken(MessageRef Message);
}
