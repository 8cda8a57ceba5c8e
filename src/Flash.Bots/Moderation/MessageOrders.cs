using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Moderation;

/// <summary>
/// Carries out in a chat what a moderator decided: a decision is written down with the order that its message follows,
/// and the process that speaks to that network does it, at once where the decision was made, and otherwise a worker. A
/// process that dies in between leaves the order to the next one.
/// </summary>
/// <remarks>Deleting or editing twice is the same as once, so an order may be carried out twice.</remarks>
public sealed class MessageOrders(
    IDbContextFactory<FlashDb> databases,
    AskedGenerations generations,
    IEnumerable<IMessenger> messengers
)
{
    /// <summary>Refusals that a network may take back, until the message is said to stand.</summary>
    public const int MostAttempts = 8;

    private const int MostAtOnce = 50;

    /// <summary>How long one process has for it before another tries.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Platform, IMessenger> _messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );

    private static readonly NamedSql Take = NamedSql.Load("moderation/take_order");
    private static readonly NamedSql Close = NamedSql.Load("moderation/close_order");

    /// <summary>Carries out what waits and is due, on the networks that this process speaks to. Returns how much it
    /// was.</summary>
    public async Task<int> CarryOutDueAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        foreach (var id in due)
        {
            await CarryOutAsync(id, cancellationToken);
        }

        return due.Count;
    }

    /// <summary>Carries out the order about a generation, unless another process is at it, or has done it.</summary>
    public async Task<MessageOutcome> CarryOutAsync(GenerationId id, CancellationToken cancellationToken)
    {
        if (
            await generations.FindAsync(id, cancellationToken) is not { } generation
            || !_messengers.TryGetValue(generation.Platform, out var messenger)
        )
        {
            return MessageOutcome.Pending;
        }

        if (await TakeAsync(id, cancellationToken) is not { } order)
        {
            return await LookAsync(id, cancellationToken);
        }

        if (await generations.MessageAsync(id, cancellationToken) is not { } message)
        {
            return await CloseAsync(id, MessageOutcome.None, null, cancellationToken);
        }

        var texts = Texts.For(order.Language);
        try
        {
            return order.Wish switch
            {
                MessageWish.Removed => await RemoveAsync(texts, id, messenger, message, cancellationToken),
                MessageWish.Held => await TellAsync(
                    id,
                    messenger,
                    message,
                    new OutgoingMessage
                    {
                        Text = texts.WaitingForReview(generation.Recipe.Prompt),
                        Buttons = GenerationButtons.Unfinished(texts, id),
                        EvenWhenOld = true,
                    },
                    cancellationToken
                ),
                _ => await TellAsync(
                    id,
                    messenger,
                    message,
                    new OutgoingMessage
                    {
                        Text = Texts.Failed(
                            generation.Recipe.Prompt,
                            order.Words is null ? texts.Rejected : $"{texts.Rejected} {order.Words}"
                        ),
                        EvenWhenOld = true,
                    },
                    cancellationToken
                ),
            };
        }
        catch (MessengerException fault) when (fault.IsTransient && order.Attempts < MostAttempts)
        {
            await PostponeAsync(
                id,
                fault.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(3, order.Attempts)),
                cancellationToken
            );
            return MessageOutcome.Pending;
        }
        catch (MessengerException fault)
        {
            return await CloseAsync(id, MessageOutcome.Kept, fault.Message, cancellationToken);
        }
    }

    private async Task<MessageOutcome> TellAsync(
        GenerationId id,
        IMessenger messenger,
        MessageRef message,
        OutgoingMessage says,
        CancellationToken cancellationToken
    )
    {
        await messenger.EditAsync(message, says, cancellationToken);
        return await CloseAsync(id, MessageOutcome.Edited, null, cancellationToken);
    }

    /// <summary>Deleted if the network lets it go; else it shows nothing any more, which some let happen for
    /// longer.</summary>
    private async Task<MessageOutcome> RemoveAsync(
        Texts texts,
        GenerationId id,
        IMessenger messenger,
        MessageRef message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await messenger.DeleteAsync(message, cancellationToken);
            return await CloseAsync(id, MessageOutcome.Deleted, null, cancellationToken);
        }
        catch (MessengerException fault) when (fault.Fault == MessengerFault.MessageGone)
        {
            return await CloseAsync(id, MessageOutcome.Deleted, null, cancellationToken);
        }
        catch (MessengerException fault) when (!fault.IsTransient)
        {
            var instead = new OutgoingMessage
            {
                Text = texts.TakenDown,
                Media = [PlaceholderPicture.For(texts.TakenDown)],
                HidesPictures = true,
                EvenWhenOld = true,
            };
            await messenger.EditAsync(message, instead, cancellationToken);
            return await CloseAsync(id, MessageOutcome.Replaced, fault.Message, cancellationToken);
        }
    }

    private async Task<List<GenerationId>> DueAsync(CancellationToken cancellationToken)
    {
        Platform[] spoken = [.. _messengers.Keys];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .MessageOrders.Where(order =>
                order.Outcome == MessageOutcome.Pending
                && order.NextAt <= FlashDb.Now()
                && spoken.Contains(order.Generation!.Chat!.Platform) // an order is about one, which is in a chat
            )
            .OrderBy(order => order.NextAt)
            .Select(order => order.GenerationId)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
    }

    private Task<Order?> TakeAsync(GenerationId id, CancellationToken cancellationToken) =>
        Take.ReadOneAsync<Order>(databases, new { id, Lease }, cancellationToken);

    private async Task<MessageOutcome> LookAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .MessageOrders.Where(order => order.GenerationId == id)
            .Select(order => (MessageOutcome?)order.Outcome)
            .FirstOrDefaultAsync(cancellationToken)
            ?? MessageOutcome.Pending;
    }

    /// <summary>Whether the message is really gone is part of what happened.</summary>
    private async Task<MessageOutcome> CloseAsync(
        GenerationId id,
        MessageOutcome outcome,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        await Close.ExecuteAsync(
            databases,
            new
            {
                id,
                outcome,
                reason,
            },
            cancellationToken
        );
        return outcome;
    }

    private async Task PostponeAsync(GenerationId id, TimeSpan pause, CancellationToken cancellationToken)
    {
        var bounded = pause < LongestPause ? pause : LongestPause;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .MessageOrders.Where(order => order.GenerationId == id && order.Outcome == MessageOutcome.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(order => order.NextAt, _ => FlashDb.Now() + bounded),
                cancellationToken
            );
    }

    /// <summary>An order that this process carries out.</summary>
    private sealed record Order(MessageWish Wish, string? Words, int Attempts, string? Language);
}
