using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Moderation.Cards;

/// <summary>A card that one process shows for a while.</summary>
/// <param name="Chat">Where.</param>
/// <param name="Id">What it is about.</param>
/// <param name="Message">The message that is the card; null while there is none.</param>
/// <param name="Attempts">How often it was tried since it was last shown as it should be, this time included.</param>
/// <param name="Revision">The case's, when it was taken.</param>
public sealed record Card(ModeratorChat Chat, GenerationId Id, MessageRef? Message, int Attempts, long Revision);

/// <summary>
/// The cards that moderators' chats are owed: one for each case, true again whenever the case moves on. Any number of
/// processes take from here; one that dies leaves what it took to the next one.
/// </summary>
public sealed class CardStore(IDbContextFactory<FlashDb> databases)
{
    /// <summary>Notified whenever a card may be owed.</summary>
    public const string Channel = "flash_cards";

    /// <summary>How long one process has for one card before another takes it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly NamedSql Open = NamedSql.Load("moderation/open_cards");
    private static readonly NamedSql Take = NamedSql.Load("moderation/take_card");
    private static readonly NamedSql Shown = NamedSql.Load("moderation/card_shown");

    /// <summary>Gives every open case a card in the chat that has none there.</summary>
    public Task<int> OpenAsync(ModeratorChat chat, CancellationToken cancellationToken) =>
        Open.ExecuteAsync(databases, new { chat.Platform, chat.Place }, cancellationToken);

    /// <summary>Whether a card is not as it should be, and may be shown now.</summary>
    public async Task<bool> IsOwedAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ModerationCards.AnyAsync(
            card =>
                card.Platform == chat.Platform
                && card.Place == chat.Place
                && card.IsStale
                && card.NextAt <= FlashDb.Now(),
            cancellationToken
        );
    }

    /// <summary>Takes the oldest card that is not as it should be, for <see cref="Lease"/>; null when there is
    /// none.</summary>
    public async Task<Card?> TakeAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        var taken = await Take.ReadOneAsync<Taken>(
            databases,
            new
            {
                chat.Platform,
                chat.Place,
                Lease,
            },
            cancellationToken
        );
        return taken is null ? null : new Card(chat, taken.GenerationId, taken.Message, taken.Attempts, taken.Revision);
    }

    /// <summary>Records the message of a card. False when it has one already: then delete the one just posted. The very
    /// same one is no other.</summary>
    public async Task<bool> RecordAsync(Card card, MessageRef message, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Of(db, card)
                .Where(row => row.Message == null || row.Message == message)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Message, message)
                            .SetProperty(row => row.NextAt, _ => FlashDb.Now())
                            .SetProperty(row => row.Attempts, 0),
                    cancellationToken
                ) > 0;
    }

    /// <summary>The card shows the case as it was at this revision; it is owed again at once if the case has moved
    /// on.</summary>
    public Task ShownAsync(Card card, long revision, CancellationToken cancellationToken) =>
        Shown.ExecuteAsync(
            databases,
            new
            {
                card.Id,
                card.Chat.Platform,
                card.Chat.Place,
                revision,
            },
            cancellationToken
        );

    /// <summary>It could not be shown; no one tries again before the pause is over.</summary>
    public async Task PostponeAsync(Card card, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Of(db, card)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextAt, _ => FlashDb.Now() + pause),
                cancellationToken
            );
    }

    /// <summary>Someone deleted the card's message.</summary>
    public async Task ForgetAsync(Card card, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Of(db, card)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Message, (MessageRef?)null)
                        .SetProperty(row => row.NextAt, _ => FlashDb.Now()),
                cancellationToken
            );
    }

    private static IQueryable<ModerationCard> Of(FlashDb db, Card card) =>
        db.ModerationCards.Where(row =>
            row.GenerationId == card.Id && row.Platform == card.Chat.Platform && row.Place == card.Chat.Place
        );

    private sealed record Taken(GenerationId GenerationId, MessageRef? Message, int Attempts, long Revision);
}
