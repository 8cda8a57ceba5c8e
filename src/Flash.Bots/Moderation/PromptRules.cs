using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Moderation;

/// <summary>The rules in force. Every process reads them anew every few seconds, so that judging a prompt costs no
/// round trip.</summary>
public sealed class PromptRules(
    IDbContextFactory<FlashDb> databases,
    StarterRules starters,
    IOptions<ModerationOptions> options,
    TimeProvider time
)
{
    /// <summary>How long a process may not know of a new rule.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private volatile Snapshot? snapshot;

    /// <summary>Judges what a recipe that was asked for in a chat makes a model draw, whatever of it the person
    /// typed.</summary>
    public Task<ModerationVerdict> JudgeAsync(Recipe recipe, Chat chat, CancellationToken cancellationToken) =>
        JudgeAsync(
            JudgedWords.Of(recipe) with
            {
                AllowsAdult = chat.IsAgeRestricted && options.Value.Adult == AdultContent.AgeRestricted,
            },
            chat,
            cancellationToken
        );

    /// <inheritdoc cref="JudgeAsync(Recipe, Chat, CancellationToken)"/>
    public async Task<ModerationVerdict> JudgeAsync(JudgedWords words, Chat chat, CancellationToken cancellationToken)
    {
        if (words.IsRealModel && await starters.EnsureAsync(cancellationToken))
        {
            // What was read a moment ago does not know them.
            snapshot = null;
        }

        var current = snapshot;
        if (current is null || time.GetElapsedTime(current.ReadAt) > MaxAge)
        {
            snapshot = current = new Snapshot(time.GetTimestamp(), await ReadAsync(cancellationToken));
        }

        var chatId = current.Rules.Chats.TryGetValue((StoredName.Of(chat.Platform), chat.Id), out var id)
            ? id
            : (long?)null;
        return ModerationVerdict.Of(words, chatId, current.Rules.All);
    }

    /// <summary>
    /// Runs a rule that is not in force over what was asked for lately.
    /// </summary>
    public async Task<RuleTrial> TryAsync(PromptRule rule, TimeSpan period, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        var asked = db
            .Generations.Where(generation =>
                generation.Prompt != ""
                && (generation.Kind == GenerationKind.Imagine || generation.Kind == GenerationKind.Edit)
                && generation.CreatedAt > FlashDb.Now() - period
            )
            .OrderByDescending(generation => generation.Id)
            .Select(generation => new { generation.Id, generation.Recipe })
            .AsAsyncEnumerable();
        var (looked, caught) = (0L, new List<Guid>());
        await foreach (var generation in asked.WithCancellation(cancellationToken))
        {
            looked++;
            if (JudgedWords.Of(generation.Recipe).Match(rule))
            {
                caught.Add(generation.Id.Value);
            }
        }

        return RuleTrial.Of(rule, looked, caught);
    }

    /// <summary>What was read a moment ago is read anew: this process has just changed a rule.</summary>
    public void Forget() => snapshot = null;

    private async Task<(
        IReadOnlyList<PromptRule> All,
        Dictionary<(string Platform, string ChatId), long> Chats
    )> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db
            .PromptRules.Where(rule => rule.RemovedAt == null)
            .OrderBy(rule => rule.Id)
            .Select(rule => new
            {
                Rule = rule,
                Platform = (Platform?)rule.Chat!.Platform, // null for a rule that holds everywhere
                Chat = rule.Chat.ExternalId,
            })
            .ToListAsync(cancellationToken);

        // A rule never changes, and making the automaton of a large one takes a moment.
        var known = (snapshot?.Rules.All ?? []).ToDictionary(rule => rule.Id);
        var rules = rows.ConvertAll(row =>
            known.GetValueOrDefault(row.Rule.Id) is { } rule && rule.Pattern == row.Rule.Pattern ? rule : Of(row.Rule)
        );
        var chats = new Dictionary<(string, string), long>();
        foreach (var row in rows)
        {
            if (row.Rule.ChatId is { } id && row.Platform is { } platform)
            {
                chats[(StoredName.Of(platform), row.Chat)] = id;
            }
        }

        return (rules, chats);
    }

    private static PromptRule Of(PromptRuleRow rule) =>
        PromptRule.Create(
            rule.Kind,
            rule.Pattern,
            rule.Action,
            rule.Id,
            rule.Note,
            rule.ChatId,
            rule.Scope,
            rule.Category,
            rule.OnlyRealModels
        );

    private sealed record Snapshot(
        long ReadAt,
        (IReadOnlyList<PromptRule> All, Dictionary<(string Platform, string ChatId), long> Chats) Rules
    );
}
