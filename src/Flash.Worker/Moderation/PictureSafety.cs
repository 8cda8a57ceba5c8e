using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Inference;
using Flash.Worker.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Moderation;

/// <summary>Who looks at pictures in this process.</summary>
public sealed record PictureCheckers(IReadOnlyList<IPictureSafety> All)
{
    /// <summary>Whether anything looks at the pictures of every model.</summary>
    public bool IsAny => All.Count > 0;
}

/// <summary>All that looks at pictures in this process, at whichever pictures <see
/// cref="ModerationOptions.SafetyCheck"/> names. What flash-mini draws from words alone, which has never seen a person,
/// is looked at only where it says so.</summary>
internal sealed class PictureSafety(
    PictureCheckers checkers,
    DrawingModels models,
    IOptions<ModerationOptions> options,
    ILogger<PictureSafety> logger
)
{
    private readonly IReadOnlyList<IPictureSafety> _checkers = checkers.All;

    /// <summary>Whether one of some pictures of a recipe, such as previews, must not be shown.</summary>
    public bool AreUnsafe(Recipe recipe, IReadOnlyList<RgbImage> pictures, CancellationToken cancellationToken) =>
        Look(recipe, pictures, cancellationToken).Any(look => look.IsUnsafe);

    /// <summary>What is seen in each of a recipe's pictures; nothing where no one looks at them. What cannot be looked
    /// at is unsafe.</summary>
    /// <param name="recipe">What they are drawn from.</param>
    /// <param name="pictures">In order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyList<PictureLook> Look(
        Recipe recipe,
        IReadOnlyList<RgbImage> pictures,
        CancellationToken cancellationToken
    ) => LooksAt(recipe) ? [.. pictures.Select((picture, i) => Look(picture, i + 1, cancellationToken))] : [];

    /// <summary>The same for the picture that a person sent for a recipe.</summary>
    public IReadOnlyList<PictureLook> LookAtSent(
        Recipe recipe,
        RgbImage picture,
        CancellationToken cancellationToken
    ) => LooksAt(recipe) ? [Look(picture, 0, cancellationToken)] : [];

    private bool LooksAt(Recipe recipe) =>
        _checkers.Count > 0
        && options.Value.SafetyCheck switch
        {
            SafetyCheck.Always => true,
            SafetyCheck.Never => false,
            _ => !DrawingModels.IsHarmless(recipe.Model) || (models.UsesOthers && StartsFromSent(recipe)),
        };

    // What is drawn over a photo may still show what the photo does.
    private static bool StartsFromSent(Recipe recipe) =>
        recipe.Start is { Given: not null } || recipe.Start is { Drawn: { } earlier } && StartsFromSent(earlier);

    private PictureLook Look(RgbImage picture, int index, CancellationToken cancellationToken)
    {
        try
        {
            var opinions = _checkers.Select(checker => checker.Look(picture, cancellationToken)).ToList();
            return new PictureLook(
                index,
                opinions.Exists(opinion => opinion.IsUnsafe),
                opinions
                    .SelectMany(opinion => opinion.Scores)
                    .GroupBy(score => score.Key)
                    .ToDictionary(scores => scores.Key, scores => scores.Max(score => score.Value))
            );
        }
        catch (InferenceException fault)
        {
            Log.PictureNotChecked(logger, fault);
            return new PictureLook(index, IsUnsafe: true, new Dictionary<string, double>());
        }
    }
}
