using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Retention;

/// <summary>Lets go of what is older than it may be. Never of entries of the audit log, only of the keys to what is
/// personal in them.</summary>
public sealed class Pruning(IDbContextFactory<FlashDb> databases, IOptions<RetentionOptions> options, TimeProvider time)
{
    // Small enough that no one waits for a lock of ours.
    private const int BatchSize = 2_000;

    private static readonly TimeSpan KeepReceipts = TimeSpan.FromDays(14);
    private static readonly TimeSpan KeepAddresses = TimeSpan.FromDays(7);

    private static readonly NamedSql Look = NamedSql.Load("retention/look");
    private static readonly NamedSql Pictures = NamedSql.Load("retention/pictures");
    private static readonly NamedSql Prompts = NamedSql.Load("retention/prompts");
    private static readonly NamedSql Keys = NamedSql.Load("retention/keys");
    private static readonly NamedSql Receipts = NamedSql.Load("retention/receipts");
    private static readonly NamedSql PlaygroundFiles = NamedSql.Load("retention/playground_files");
    private static readonly NamedSql Addresses = NamedSql.Load("retention/addresses");
    private static readonly NamedSql PlaygroundTexts = NamedSql.Load("retention/playground_texts");

    /// <summary>What <see cref="PruneAsync"/> would let go of now.</summary>
    public async Task<Pruned> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        var found = await Look.ReadAsync<Pruned>(
            db,
            new
            {
                PicturesBefore = Before(options.Value.PicturesDays),
                PromptsBefore = Before(options.Value.PromptsDays),
                PicturesSince = Since(options.Value.PicturesDays),
                PromptsSince = Since(options.Value.PromptsDays),
                ReceiptsSince = time.GetUtcNow() - KeepReceipts,
            },
            cancellationToken
        );
        return found[0];
    }

    /// <summary>Lets go of it, batch by batch, and writes down how much it was.</summary>
    public async Task<Pruned> PruneAsync(CancellationToken cancellationToken)
    {
        var (picturesDays, promptsDays) = (options.Value.PicturesDays, options.Value.PromptsDays);
        await using var db = await OpenAsync(cancellationToken);
        var pruned = new Pruned(
            await RepeatAsync(
                db,
                Pictures,
                new { Before = Before(picturesDays), batch = BatchSize },
                cancellationToken
            ),
            await RepeatAsync(db, Prompts, new { Before = Before(promptsDays), batch = BatchSize }, cancellationToken),
            await DestroyAsync(db, KeyPurpose.Log, promptsDays, cancellationToken)
                + await DestroyAsync(db, KeyPurpose.Pictures, picturesDays, cancellationToken),
            await RepeatAsync(
                db,
                Receipts,
                new { Since = time.GetUtcNow() - KeepReceipts, batch = BatchSize },
                cancellationToken
            )
        )
        {
            Files = await RepeatAsync(
                db,
                PlaygroundFiles,
                new { Since = Since(picturesDays), batch = BatchSize },
                cancellationToken
            ),
            Texts = await RepeatAsync(
                db,
                PlaygroundTexts,
                new { Since = Since(promptsDays), batch = BatchSize },
                cancellationToken
            ),
        };
        await Addresses.ExecuteAsync(db, new { Before = time.GetUtcNow() - KeepAddresses }, cancellationToken);
        if (!pruned.IsNothing)
        {
            db.AuditLog.Add(
                new AuditEntry
                {
                    ActorPlatform = "flash",
                    ActorId = "retention",
                    ActorName = "Flash",
                    Action = "retention.pruned",
                    Details = FlashJson.Write(
                        new
                        {
                            pruned.Pictures,
                            pruned.Prompts,
                            pruned.Keys,
                            pruned.Receipts,
                            pruned.Files,
                            pruned.Texts,

                            // By which a verification of the log tells what is gone from what was taken.
                            picturesBefore = Since(picturesDays),
                            promptsBefore = Since(promptsDays),
                        }
                    ),
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        return pruned;
    }

    private Task<long> DestroyAsync(FlashDb db, KeyPurpose purpose, int days, CancellationToken cancellationToken) =>
        RepeatAsync(
            db,
            Keys,
            new
            {
                purpose,
                Since = Since(days),
                batch = BatchSize,
            },
            cancellationToken
        );

    private static async Task<long> RepeatAsync(
        FlashDb db,
        NamedSql statement,
        object parameters,
        CancellationToken cancellationToken
    )
    {
        for (var total = 0L; ; )
        {
            var gone = await statement.ExecuteAsync(db, parameters, cancellationToken);
            total += gone;
            if (gone < BatchSize)
            {
                return total;
            }
        }
    }

    private async Task<FlashDb> OpenAsync(CancellationToken cancellationToken)
    {
        var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        return db;
    }

    // For ever is no age: nothing is older.
    private DateTimeOffset? Since(int days) => days == 0 ? null : time.GetUtcNow() - TimeSpan.FromDays(days);

    private GenerationId? Before(int days) => Since(days) is { } since ? GenerationId.FirstAt(since) : null;
}
