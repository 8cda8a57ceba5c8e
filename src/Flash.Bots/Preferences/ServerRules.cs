using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;

namespace Flash.Bots.Preferences;

/// <summary>What the managers of a server (Discord), or of a group where there are no servers, rule for all of
/// it.</summary>
/// <remarks>Immutable, and safe for concurrent use.</remarks>
/// <param name="blockedWords">See <see cref="BlockedWords"/>.</param>
/// <param name="channels">See <see cref="Channels"/>.</param>
/// <exception cref="ArgumentException">Of <see cref="Unwanted"/>: one of the words is no word.</exception>
public sealed class ServerRules(IReadOnlyList<string> blockedWords, IReadOnlyList<string> channels)
{
    public const int MaxWords = 50;

    public const int MaxWordLength = 60;

    public const int MaxChannels = 20;

    public static readonly ServerRules None = new([], []);

    private readonly Lazy<IReadOnlyList<PromptRule>> rules = new(() => [.. blockedWords.Select(RuleOf)]);

    /// <summary>Words and phrases that are not drawn there, as their managers typed them.</summary>
    public IReadOnlyList<string> BlockedWords => blockedWords;

    /// <summary>The network's ids of the channels where Flash answers; empty for all of them.</summary>
    public IReadOnlyList<string> Channels => channels;

    /// <summary>A word as a moderators' phrase: found in a prompt in the same way, whatever its disguise.</summary>
    /// <exception cref="ArgumentException">It holds no word, or too long a one.</exception>
    public static PromptRule RuleOf(string word) => PromptRule.Create(RuleKind.Phrase, word);

    /// <summary>Whether Flash answers in a channel, or in a thread of it.</summary>
    public bool AnswersIn(Chat chat) =>
        Channels.Count == 0 || Channels.Contains(chat.Id) || (chat.ParentId is { } parent && Channels.Contains(parent));

    /// <summary>The first word of a recipe that is not wanted: as it was typed where it is found there, else as the
    /// managers wrote it. Null when nothing is against it.</summary>
    public string? Unwanted(Recipe recipe)
    {
        if (BlockedWords.Count == 0)
        {
            return null;
        }

        var words = JudgedWords.Of(recipe);
        if (rules.Value.FirstOrDefault(words.Match) is not { } rule)
        {
            return null;
        }

        return rule.Find(recipe.Prompt) is var (start, length)
            ? recipe.Prompt.Substring(start, length)
            : rule.Pattern.TrimEnd('*');
    }
}
