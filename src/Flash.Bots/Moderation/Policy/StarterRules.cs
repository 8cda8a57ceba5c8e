using System.Text.Json;
using System.Text.RegularExpressions;
using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Moderation.Policy;

/// <summary>
/// The rules that every Flash begins with as soon as another model than flash-mini draws: ordinary rules, put in force
/// once, which moderators then switch off, edit and add to as they like; only what is about minors stays as it is.
/// </summary>
/// <remarks>The words stand in <c>starter-rules.json</c>. They are a beginning, and no list of all there is.</remarks>
public sealed class StarterRules(NpgsqlDataSource dataSource)
{
    /// <summary>Who wrote them, as <c>created_by</c> says.</summary>
    public const string Author = "Flash (starter set)";

    private const long AdvisoryLock = 0x53746172746572; // "Starter"
    private const string Resource = "Flash.Bots.Moderation.Policy.starter-rules.json";

    private volatile bool isInForce;

    /// <summary>Puts in force what never was. Safe in any number of processes; quick once it is done.</summary>
    /// <returns>True the first time that this process asks: rules that were read before do not hold them.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        if (isInForce)
        {
            return false;
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add("SELECT pg_advisory_xact_lock($1)", AdvisoryLock);
        foreach (var rule in Read())
        {
            batch.Add(
                """
                WITH added AS (
                    INSERT INTO flash.prompt_rules (kind, pattern, action, note, created_by, scope, category, only_real_models)
                    SELECT 'regex', $1, $2, $3, $4, 'prompt', $5, true
                    WHERE NOT EXISTS (SELECT FROM flash.prompt_rules WHERE created_by = $4 AND category = $5) RETURNING id)
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                SELECT 'flash', 'rules', 'Flash', 'rule.added', jsonb_build_object('rule', id, 'kind', 'regex', 'category', $5, 'action', $2) FROM added
                """,
                rule.Pattern,
                StoredName.Of(rule.Action),
                rule.Note ?? "",
                Author,
                StoredName.Of(rule.Category!.Value) // each has one
            );
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        isInForce = true;
        return true;
    }

    /// <summary>The rules as they come with Flash.</summary>
    internal static IReadOnlyList<PromptRule> Read()
    {
        using var stream = typeof(StarterRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        var sets = JsonSerializer.Deserialize<StarterSet[]>(stream, JsonSerializerOptions.Web) ?? [];
        return
        [
            .. sets.Select(set =>
                PromptRule.Create(
                    RuleKind.Regex,
                    Pattern(set.All),
                    StoredName.Parse<RuleAction>(set.Action),
                    note: set.Note,
                    scope: RuleScope.Prompt,
                    category: StoredName.Parse<RuleCategory>(set.Category),
                    onlyRealModels: true
                )
            ),
        ];
    }

    /// <summary>One word of each list, in any order.</summary>
    private static string Pattern(IReadOnlyList<IReadOnlyList<string>> lists)
    {
        var any = lists.Select(words => $@"\b(?:{string.Join('|', words.Select(Phrase))})\b").ToList();
        return any.Count == 1 ? any[0] : $"{any[0]}.*{any[1]}|{any[1]}.*{any[0]}";
    }

    private static string Phrase(string phrase) =>
        string.Join(
            ' ',
            phrase
                .Split(' ')
                .Select(word =>
                    word.StartsWith('/')
                        ? word[1..]
                        : WordForms.Pattern(NormalizedPrompt.Of(word).Readings[0], word.EndsWith('*'))
                )
        );

    /// <param name="Category">What it is about.</param>
    /// <param name="Action">What happens.</param>
    /// <param name="Note">What the person is told.</param>
    /// <param name="All">One word of each list must occur. A word behind a slash is a regular expression.</param>
    private sealed record StarterSet(
        string Category,
        string Action,
        string Note,
        IReadOnlyList<IReadOnlyList<string>> All
    );
}
