using Flash.Bots.Moderation;
using Flash.Inference;
using Flash.Inference.Safety;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Moderation;

/// <summary>Asks the network that comes with Flash: a picture is unsafe when what it calls pornographic, drawn or
/// photographed, has a large enough share of it.</summary>
internal sealed class ClassifiedPictures(Lazy<IPictureClassifier> classifier, IOptions<ModerationOptions> options)
    : IPictureSafety
{
    private static readonly string[] Sexual = ["Porn", "Hentai"];

    public bool IsUnsafe(RgbImage picture, CancellationToken cancellationToken)
    {
        var scores = classifier.Value.Classify([picture], cancellationToken)[0];
        return Sexual.Sum(name => scores[name]) >= options.Value.UnsafeShare;
    }
}
