using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;
using Flash.Inference;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Moderation;

/// <summary>Puts the thumbnails that are kept of a case on its card, as one picture.</summary>
internal sealed class CardPictures(
    Thumbnails thumbnails,
    IEnumerable<IMessenger> messengers,
    IOptions<ModerationOptions> options
)
{
    private const int Quality = 80;

    /// <summary>The picture that a person sent, on a card before anything was drawn of it.</summary>
    private const int GivenSize = 512;

    /// <summary>The card with its picture; with the placeholder where nothing was drawn, or nothing is kept any
    /// more.</summary>
    public async Task<OutgoingMessage> OnAsync(Texts texts, CaseFacts facts, CancellationToken cancellationToken)
    {
        var card = CaseCard.Of(texts, facts);
        var kept = (await thumbnails.FindAsync([facts.Id], cancellationToken))
            .OrderBy(picture => picture.Key.Index)
            .Select(picture => picture.Value)
            .ToList();
        if (kept.Count == 0 && await GivenAsync(facts, cancellationToken) is { } given)
        {
            return card with
            {
                Media = [new EncodedMedia(given, MediaKind.Jpeg, "case.jpg", facts.Prompt)],
                IsSpoiler = options.Value.BlurPictures,
            };
        }

        return kept.Count == 0
            ? card with
            {
                Media = [PlaceholderPicture.For(texts.CardClosed)],
                HidesPictures = true,
            }
            : card with
            {
                Media =
                [
                    new EncodedMedia(
                        ImageEncoder.EncodeJpeg(InOne(kept), Quality),
                        MediaKind.Jpeg,
                        "case.jpg",
                        facts.Prompt
                    ),
                ],
                IsSpoiler = options.Value.BlurPictures,
            };
    }

    /// <summary>Null where no one sent one, or its network does not hand it out any more: the card says that there is
    /// one.</summary>
    private async Task<byte[]?> GivenAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        if (
            facts.Given is not { } given
            || messengers.FirstOrDefault(one => one.Platform == given.Platform) is not { } messenger
        )
        {
            return null;
        }

        try
        {
            var sent = await messenger.FetchAsync(given, cancellationToken);
            return ImageEncoder.EncodeJpeg(ImageDecoder.Decode(sent.Span, GivenSize), Quality);
        }
        catch (Exception fault) when (fault is MessengerException or InferenceException)
        {
            return null;
        }
    }

    // Pictures of one generation are of one size, an animation's only frame included.
    private static RgbImage InOne(IReadOnlyList<byte[]> kept) =>
        PictureGrid.Compose([.. kept.Select(thumbnail => ImageDecoder.Decode(thumbnail))]);
}
