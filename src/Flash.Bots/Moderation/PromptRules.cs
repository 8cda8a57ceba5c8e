using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation.Policy;
using Microsoft.Extensions.Options;
using Npgsql;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Moderation;

/// <summary>The rules in force. Every process reads them anew every few seconds, so that judging a prompt costs no
/// round trip.</summary>
public sealed class PromptRules(
    NpgsqlDataSource dataSource,
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
        await using var command = dataSource.Command(
            "SELECT id, recipe FROM flash.generations WHERE prompt <> '' AND kind IN ('imagine', 'edit') AND created_at > now() - $1 ORDER BY id DESC",
            period
        );
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var (looked, caught) = (0L, new List<Guid>());
        for (; await row.ReadAsync(cancellationToken); looked++)
        {
            if (JudgedWords.Of(FlashJson.Read<Recipe>(row.GetString(1))).Match(rule))
            {
                caught.Add(row.GetGuid(0));
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
        await using var command = dataSource.CreateCommand(
            """
            SELECT rule.id, rule.kind, rule.pattern, rule.action, rule.note, rule.chat_id, chat.platform, chat.external_id, rule.scope, rule.category, rule.only_real_models
            FROM flash.prompt_rules rule LEFT JOIN flash.chats chat ON chat.id = rule.chat_id WHERE rule.removed_at IS NULL ORDER BY rule.id
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        // A rule never changes, and making the automaton of a large one takes a moment.
        var known = (snapshot?.Rules.All ?? []).ToDictionary(rule => rule.Id);
        var (rules, chats) = (new List<PromptRule>(), new Dictionary<(string, string), long>());
        while (await row.ReadAsync(cancellationToken))
        {
            var rule = known.GetValueOrDefault(row.GetInt64(0));
            rules.Add(rule is not null && rule.Pattern == row.GetString(2) ? rule : Read(row));
            if (!row.IsDBNull(5))
            {
                chats[(row.GetString(6), row.GetString(7))] = row.GetInt64(5);
            }
        }

        return (rules, chats);
    }

    private static PromptRule Read(NpgsqlDataReader row) =>
        PromptRule.Create(
            StoredName.Parse<RuleKind>(row.GetString(1)),
            row.GetString(2),
            StoredName.Parse<RuleAction>(row.GetString(3)),
            row.GetInt64(0),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetInt64(5),
            StoredName.Parse<RuleScope>(row.GetString(8)),
            row.IsDBNull(9) ? null : StoredName.Parse<RuleCategory>(row.GetString(9)),
            row.GetBoolean(10)
        );

    private sealed record Snapshot(
        long ReadAt,
        (IReadOnlyList<PromptRule> All, Dictionary<(string Platform, string ChatId), long> Chats) Rules
    );
}
