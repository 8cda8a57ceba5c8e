using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>
/// Sees to it that a generation has one message. The process that took the request posts it first; a worker that needs
/// it waits for that, and posts only when the time for it (<c>posting_until</c>) has run out.
/// </summary>
public sealed class GenerationMessages(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    /// <summary>How long a process may take to post the message before someone else does.</summary>
    public static readonly TimeSpan PostingTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private static readonly NamedSql BeginTelling = NamedSql.Load("generations/begin_telling");
    private static readonly NamedSql EndTelling = NamedSql.Load("generations/end_telling");

    /// <summary>
    /// The generation's message as soon as someone has recorded it and no one is telling its place in it (<see
    /// cref="TryBeginTellingAsync"/>). Null when no one has and the time to post it has run out: then <see
    /// cref="TryClaimPostingAsync"/>.
    /// </summary>
    /// <exception cref="MessengerException"><see cref="MessengerFault.ChatClosed"/>: its owner had it taken away, and
    /// nothing is to be shown any more.</exception>
    public async Task<MessageRef?> WaitForMessageAsync(GenerationId id, CancellationToken cancellationToken)
    {
        var never = DateTimeOffset.MaxValue;
        while (true)
        {
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                var found = await db
                    .Generations.Where(generation => generation.Id == id)
                    .Select(generation => new
                    {
                        generation.Message,
                        IsOver = generation.PostingUntil < FlashDb.Now(),
                        IsTakenAway = generation.PostingUntil == never,
                        IsBeingTold = generation.TellingUntil > FlashDb.Now(),
                    })
                    .FirstOrDefaultAsync(cancellationToken);
                switch (found)
                {
                    case null:
                        return null;
                    case { Message: { } message, IsBeingTold: false }:
                        return message;
                    case { IsTakenAway: true }:
                        throw new MessengerException(
                            MessengerFault.ChatClosed,
                            "The person who asked had the message taken away."
                        );
                    case { Message: null, IsOver: true }:
                        return null;
                }
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Takes on the posting of the message for <see cref="PostingTime"/>. False when it exists or someone
    /// else is about to post it.</summary>
    public async Task<bool> TryClaimPostingAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
                .Generations.Where(generation =>
                    generation.Id == id && generation.Message == null && generation.PostingUntil < FlashDb.Now()
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(generation => generation.PostingUntil, _ => FlashDb.Now() + PostingTime),
                    cancellationToken
                ) > 0;
    }

    /// <summary>
    /// Records a message as the generation's. False when there is another one already: then delete the one just posted.
    /// The very same one is no other: a process that posts to a Discord interaction twice gets one message. Where an
    /// edit for the generation that had the message before is still on its way, the new one waits for it too.
    /// </summary>
    /// <param name="id">The generation.</param>
    /// <param name="message">What shows it from now on.</param>
    /// <param name="told">The place that the message tells; null when it tells none.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public async Task<bool> RecordMessageAsync(
        GenerationId id,
        MessageRef message,
        Outlook? told,
        CancellationToken cancellationToken
    )
    {
        var (ahead, seconds) = (told?.Ahead, told?.Seconds);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
                .Generations.Where(generation =>
                    generation.Id == id && (generation.Message == null || generation.Message == message)
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(generation => generation.Message, message)
                            .SetProperty(generation => generation.ToldAhead, ahead)
                            .SetProperty(generation => generation.ToldSeconds, seconds)
                            .SetProperty(
                                generation => generation.PromisedSeconds,
                                generation => generation.PromisedSeconds ?? seconds
                            )
                            .SetProperty(
                                generation => generation.TellingUntil,
                                _ =>
                                    db.Generations.Where(other => other.Message == message)
                                        .Max(other => (DateTimeOffset?)other.TellingUntil)
                                    ?? DateTimeOffset.MinValue
                            ),
                    cancellationToken
                ) > 0;
    }

    /// <summary>The same for a message that tells no place.</summary>
    public Task<bool> RecordMessageAsync(GenerationId id, MessageRef message, CancellationToken cancellationToken) =>
        RecordMessageAsync(id, message, null, cancellationToken);

    /// <summary>
    /// Takes on telling a waiting generation's place in its message, for <paramref name="atMost"/>: the worker that
    /// draws it meanwhile shows nothing before
    /// <see cref="EndTellingAsync"/>, so that the place cannot come after the picture. Null when it waits no more or
    /// someone else is telling.
    /// </summary>
    public async Task<WaitingGeneration?> TryBeginTellingAsync(
        GenerationId id,
        Outlook outlook,
        TimeSpan atMost,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await BeginTelling.ReadOneAsync<WaitingGeneration>(
            db,
            new
            {
                id,
                outlook.Ahead,
                outlook.Seconds,
                atMost,
            },
            cancellationToken
        );
    }

    /// <summary>The pictures exist; what follows is the network's time. An earlier attempt's mark does not count: a
    /// claim begins anew.</summary>
    public async Task MarkDrawnAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .Generations.Where(generation => generation.Id == id && generation.State == GenerationState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(generation => generation.DrawnAt, _ => FlashDb.Now()),
                cancellationToken
            );
    }

    /// <summary>How long from now an edit whose answer was lost may still be carried out; zero where there is
    /// none.</summary>
    public async Task<TimeSpan> UnsureForAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var unsure = await db
            .Generations.Where(generation => generation.Id == id && generation.UnsureUntil > FlashDb.Now())
            .Select(generation => new { Until = generation.UnsureUntil, Now = FlashDb.Now() })
            .FirstOrDefaultAsync(cancellationToken);
        return unsure is null ? TimeSpan.Zero : unsure.Until - unsure.Now;
    }

    /// <summary>The message of a delivered generation that no moderator has decided about; null for any
    /// other.</summary>
    public async Task<MessageRef?> FindDeliveredAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Generations.Where(generation =>
                generation.Id == id
                && generation.State == GenerationState.Delivered
                && !db.MessageOrders.Any(order => order.GenerationId == id)
            )
            .Select(generation => generation.Message)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The message is free again. Where the generation stands now; null when it is gone.</summary>
    /// <param name="told">What was told.</param>
    /// <param name="isShown">False when the network did not take it and it is to be told again.</param>
    /// <param name="unsureFor">How long the network may still carry it out; zero when it has answered.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public async Task<GenerationState?> EndTellingAsync(
        WaitingGeneration told,
        bool isShown,
        TimeSpan unsureFor,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var states = await EndTelling.ReadAsync<string>(
            db,
            new
            {
                told.Id,
                told.Message,
                isShown,
                unsureFor,
            },
            cancellationToken
        );
        return states is [var state] ? StoredName.Parse<GenerationState>(state) : null;
    }

    /// <summary>Lets a worker post the message at once, because the process that meant to post it could not.</summary>
    public async Task GiveUpPostingAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .Generations.Where(generation => generation.Id == id && generation.Message == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(generation => generation.PostingUntil, _ => FlashDb.Now()),
                cancellationToken
            );
    }

    /// <summary>Forgets a message that the network says is gone, so that a new one may be posted at once. False when
    /// another one was recorded meanwhile.</summary>
    public async Task<bool> ForgetMessageAsync(GenerationId id, MessageRef gone, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
                .Generations.Where(generation => generation.Id == id && generation.Message == gone)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(generation => generation.Message, (MessageRef?)null)
                            .SetProperty(generation => generation.PostingUntil, _ => FlashDb.Now()),
                    cancellationToken
                ) > 0;
    }
}
