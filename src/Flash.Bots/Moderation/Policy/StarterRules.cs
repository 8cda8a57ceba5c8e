using System.Text.Json;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Moderation.Policy;

/// <summary>
/// The rules that every Flash begins with as soon as another model than flash-mini draws: ordinary rules, put in force
/// once, which moderators then switch off, edit and add to as they like; only what is about minors stays as it is. What
/// no one has touched is replaced when another version of Flash knows more words.
/// </summary>
/// <remarks>The words stand in <c>starter-rules.json</c>. They are a beginning, and no list of all there is.</remarks>
public sealed class StarterRules(IDbContextFactory<FlashDb> databases)
{
    /// <summary>Who wrote them, as <c>created_by</c> says.</summary>
    public const string Author = "Flash (starter set)";

    private const long AdvisoryLock = 0x53746172746572; // "Starter"
    private const string Resource = "Flash.Bots.Moderation.Policy.starter-rules.json";

    private static readonly NamedSql Lock = NamedSql.Load("moderation/lock_starter_rules");
    private static readonly NamedSql Ensure = NamedSql.Load("moderation/ensure_starter_rules");

    private static readonly Lazy<IReadOnlyList<PromptRule>> Rules = new(Load);

    private volatile bool isInForce;

    /// <summary>Puts in force what never was, or what an earlier version of Flash had put in force. Safe in any number
    /// of processes; quick once it is done.</summary>
    /// <returns>True the first time that this process asks: rules that were read before do not hold them.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        if (isInForce)
        {
            return false;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Lock.ExecuteAsync(db, new { Lock = AdvisoryLock }, cancellationToken);
        await Ensure.ExecuteAsync(
            db,
            new
            {
                Author,
                Patterns = Read().Select(rule => rule.Pattern).ToArray(),
                Actions = Read().Select(rule => StoredName.Of(rule.Action)).ToArray(),
                Notes = Read().Select(rule => rule.Note ?? "").ToArray(),
                Categories = Read().Select(rule => StoredName.Of(rule.Category!.Value)).ToArray(), // each has one
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        isInForce = true;
        return true;
    }

    /// <summary>The rules as they come with Flash.</summary>
    internal static IReadOnlyList<PromptRule> Read() => Rules.Value;

    private static IReadOnlyList<PromptRule> Load()
    {
        using var stream = typeof(StarterRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        var (lists, rules) = JsonSerializer.Deserialize<StarterSet>(stream, JsonSerializerOptions.Web) ?? new([], []);
        return
        [
            .. rules.Select(rule =>
                PromptRule.Create(
                    RuleKind.Regex,
                    string.Join(
                        '\n',
                        [
                            .. rule.Except is { Count: > 0 } innocent ? [$"!{AnyOf(innocent, lists)}"] : (string[])[],
                            .. rule.All.Select(words => AnyOf(words, lists)),
                        ]
                    ),
                    StoredName.Parse<RuleAction>(rule.Action),
                    note: rule.Note,
                    scope: RuleScope.Prompt,
                    category: StoredName.Parse<RuleCategory>(rule.Category),
                    onlyRealModels: true
                )
            ),
        ];
    }

    private static string AnyOf(IReadOnlyList<string> names, Dictionary<string, IReadOnlyList<string>> lists) =>
        $"(?:{string.Join('|', names.SelectMany(name => lists[name]).SelectMany(StarterPhrases.Of).Distinct())})";

    /// <param name="Lists">Phrases by name, as <see cref="StarterPhrases"/> reads them.</param>
    /// <param name="Rules">What is made of them.</param>
    private sealed record StarterSet(Dictionary<string, IReadOnlyList<string>> Lists, IReadOnlyList<StarterRule> Rules);

    /// <param name="Category">What it is about.</param>
    /// <param name="Action">What happens.</param>
    /// <param name="Note">What the person is told.</param>
    /// <param name="All">For each, a word of one of these lists must occur.</param>
    /// <param name="Except">Lists of what holds such a word and is innocent.</param>
    private sealed record StarterRule(
        string Category,
        string Action,
        string Note,
        IReadOnlyList<IReadOnlyList<string>> All,
        IReadOnlyList<string>? Except
    );
}
