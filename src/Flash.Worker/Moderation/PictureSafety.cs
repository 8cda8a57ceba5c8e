using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Inference;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Moderation;

/// <summary>Who looks at pictures in this process.</summary>
public sealed record PictureCheckers(IReadOnlyList<IPictureSafety> All)
{
    /// <summary>Whether anything looks at the pictures of every model.</summary>
    public bool IsAny => All.Count > 0;
}

/// <summary>All that looks at pictures in this process. flash-mini, which has never seen a person, is not looked at.</summary>
internal sealed class PictureSafety(PictureCheckers checkers, ILogger<PictureSafety> logger)
{
    private readonly IReadOnlyList<IPictureSafety> _checkers = checkers.All;

    /// <summary>Whether one of the pictures must not be shown. What cannot be looked at must not.</summary>
    public bool AreUnsafe(Recipe recipe, IReadOnlyList<RgbImage> pictures, CancellationToken cancellationToken)
    {
        if (_checkers.Count == 0 || recipe.Model.Equals(JudgedWords.HarmlessModel, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            return pictures.Any(picture => _checkers.Any(checker => checker.IsUnsafe(picture, cancellationToken)));
        }
        catch (InferenceException fault)
        {
            Log.PictureNotChecked(logger, fault);
            return true;
        }
    }
}
