using System.Text.RegularExpressions;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>All words that reach a model, as rules see them.</summary>
/// <param name="Prompt">What is to be drawn, with the style's words.</param>
/// <param name="Negative">What is to be left out, with the style's; may be empty.</param>
/// <param name="IsRealModel">Another model than flash-mini draws, which has never seen a person.</param>
public sealed partial record JudgedWords(string Prompt, string Negative, bool IsRealModel)
{
    /// <summary>The model that comes with Flash.</summary>
    public const string HarmlessModel = "flash-mini";

    // More than are drawn: all of them stand in the caption.
    private const int MostChoices = 64;

    private readonly Lazy<NormalizedPrompt> prompt = new(() => NormalizedPrompt.Of(Prompt));
    private readonly Lazy<NormalizedPrompt> negative = new(() => NormalizedPrompt.Of(Negative));

    // "a woman" with "clothes" left out is a woman without clothes.
    private readonly Lazy<NormalizedPrompt?> undressed = new(() =>
        Clothes().IsMatch(Negative) ? NormalizedPrompt.Of($"{Prompt}, without clothes") : null
    );

    /// <summary>It is for a place whose people are adults and where the operator allows what is for adults.</summary>
    public bool AllowsAdult { get; init; }

    /// <summary>Of a recipe: a prompt in another language as it was typed and as the model is told.</summary>
    public static JudgedWords Of(Recipe recipe) =>
        new(
            string.Join('\n', Said(recipe).Distinct()),
            recipe.FullNegativePrompt,
            !recipe.Model.Equals(HarmlessModel, StringComparison.OrdinalIgnoreCase)
        );

    // What the bot adds by itself is from a list without anything to forbid.
    private static IEnumerable<string> Said(Recipe recipe) =>
        [
            recipe.FullPrompt,
            .. recipe.Variety is { IsTyped: true } typed ? typed.Words.OfType<string>() : [],
            .. recipe.Reading?.Words is null && recipe.Start?.Words is null
                ? []
                : PromptArray.Of(recipe.Prompt, MostChoices),
        ];

    /// <summary>Whether a rule finds something, where it looks.</summary>
    public bool Match(PromptRule rule) =>
        (IsRealModel || !rule.OnlyRealModels)
        && !(AllowsAdult && rule.Category == RuleCategory.Sexual)
        && (
            rule.Matches(prompt.Value)
            || (rule.Scope == RuleScope.Everything && Negative.Length > 0 && rule.Matches(negative.Value))
            || (
                rule.Category is RuleCategory.Minors or RuleCategory.Sexual
                && undressed.Value is { } bare
                && rule.Matches(bare)
            )
        );

    [GeneratedRegex(
        @"(?<!\p{L})(?:(?:all |any )?(?:cloth(?:e[sd]|ing)|garments?|apparel|attire|under(?:wear|pants|garments?)|"
            + @"panties)(?! (?:lines?|racks?|hangers?|stores?|shops?|pegs?)\b)|"
            + @"kleid(?:er|ung)|unterwäsche|vêtements?|habits|sous-vêtements|ropa(?: interior)?|roupas?|vestiti|"
            + @"одежд\p{L}*|бель[её]|одяг\p{L}*)(?!\p{L})|衣服|衣物|服を|내의|옷|ملابس",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Clothes();
}
