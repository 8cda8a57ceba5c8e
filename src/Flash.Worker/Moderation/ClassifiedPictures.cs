using Flash.Bots.Moderation;
using Flash.Inference;
using Flash.Inference.Safety;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Moderation;

/// <summary>Asks the network that comes with Flash: a picture is unsafe when what it calls pornographic, drawn or
/// photographed, has a large enough share of it; or, where the operator wants that, what it calls suggestive.</summary>
internal sealed class ClassifiedPictures(Lazy<IPictureClassifier> classifier, IOptions<ModerationOptions> options)
    : IPictureSafety
{
    private static readonly string[] Sexual = ["Porn", "Hentai"],
        Suggestive = [.. Sexual, "Sexy"];

    public PictureOpinion Look(RgbImage picture, CancellationToken cancellationToken)
    {
        var scores = classifier.Value.Classify([picture], cancellationToken)[0];
        return new PictureOpinion(
            Sexual.Sum(name => scores[name]) >= options.Value.UnsafeShare
                || Suggestive.Sum(name => scores[name]) >= options.Value.SuggestiveShare,
            scores.All.ToDictionary(pair => pair.Key, pair => Math.Round((double)pair.Value, 3))
        );
    }
}
