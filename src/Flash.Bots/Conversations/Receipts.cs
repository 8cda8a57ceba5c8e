using Flash.Bots.Audit;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Conversations;

/// <summary>Remembers which deliveries were answered with words only, so that a redelivery is not answered
/// again.</summary>
public sealed class Receipts(IDbContextFactory<FlashDb> databases, EvidenceStore evidence)
{
    private static readonly NamedSql Take = NamedSql.Load("people/take_receipt");
    private static readonly NamedSql TakeBlocked = NamedSql.Load("people/take_blocked");

    /// <summary>True for the first caller with this key. Taken before the answer is posted: better no second help text
    /// than two.</summary>
    public async Task<bool> TryTakeAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        await Take.ExecuteAsync(databases, new { Key = PlainText.Clean(idempotencyKey) }, cancellationToken) > 0;

    /// <summary>The same for what the rules block, with its audit entry in the same statement. The entry keeps the
    /// words, sealed with the person's key as those of every request are.</summary>
    /// <param name="idempotencyKey">Names the delivery.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="chat">Where.</param>
    /// <param name="kind">For what.</param>
    /// <param name="verdict">Which rules.</param>
    /// <param name="words">The person's own words.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<bool> TryTakeBlockedAsync(
        string idempotencyKey,
        Person by,
        Chat chat,
        GenerationKind kind,
        ModerationVerdict verdict,
        AuditWords words,
        CancellationToken cancellationToken
    )
    {
        var taken = await TakeBlocked.ExecuteAsync(
            databases,
            new
            {
                Key = PlainText.Clean(idempotencyKey),
                by.Platform,
                User = PlainText.Clean(by.Id),
                Name = PlainText.Clean(by.Name),
                kind,
                Chat = PlainText.Clean(chat.Id),
                Details = Json.Of(new { rules = verdict.Rules }),
                Personal = words.ToPersonal(),
            },
            cancellationToken
        );
        if (taken == 0)
        {
            return false;
        }

        if (verdict.Categories.Contains(RuleCategory.Minors))
        {
            await evidence.PreserveAsync(by, chat, words, verdict.Rules, "Blocked: minors", cancellationToken);
        }

        return true;
    }
}
