using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Quotas;

/// <summary>A quota that allows no more for now.</summary>
/// <param name="IsChat">The chat's, not the person's own.</param>
/// <param name="Allowed">How many in <paramref name="Hours"/>.</param>
/// <param name="Hours">1 or 24.</param>
/// <param name="FreeAt">When the next one is possible.</param>
public sealed record SpentQuota(bool IsChat, int Allowed, int Hours, DateTimeOffset FreeAt);

/// <summary>Counts what a person, and everyone in a chat, has asked for lately.</summary>
public sealed class SpentQuotas(IOptions<QuotaOptions> usual, TimeProvider time)
{
    private static readonly NamedSql Spent = NamedSql.Load("quotas/spent");

    /// <summary>The quota that keeps this request back the longest; null when there is room.</summary>
    public Task<SpentQuota?> FindAsync(FlashDb db, Submission submission, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Spent.ReadOneAsync<SpentQuota>(
            db,
            new
            {
                submission.From.Platform,
                Person = submission.StoredPerson,
                ChatPlatform = submission.Chat.Platform,
                Chat = submission.StoredChat,
                UserHour = usual.Value.PerUserHour,
                UserDay = usual.Value.PerUserDay,
                ChatHour = usual.Value.PerChatHour,
                ChatDay = usual.Value.PerChatDay,
                HourAgo = GenerationId.FirstAt(now - TimeSpan.FromHours(1)),
                DayAgo = GenerationId.FirstAt(now - TimeSpan.FromDays(1)),
            },
            cancellationToken
        );
    }
}
