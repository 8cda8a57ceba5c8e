using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Worker.Jobs.Lettering;

namespace Flash.Worker.Jobs;

/// <summary>Draws where pictures come from and what was made of them, from what is kept of them.</summary>
internal sealed class TreeWork(Lineages lineages, Thumbnails thumbnails)
{
    private const int Quality = 90;

    public async Task<FinishedWork> RunAsync(ClaimedGeneration generation, CancellationToken cancellationToken)
    {
        if (generation.ParentId is not { } about)
        {
            throw new InvalidOperationException("A tree is one of some generation.");
        }

        var plan = await lineages.ReadAsync(about, cancellationToken);
        var steps = plan.Steps.ToDictionary(step => step.Step.Id, step => step.Step);
        var kept = await thumbnails.FindAsync([.. steps.Keys], cancellationToken);
        var picture = TreePicture.Draw(
            plan,
            id =>
                [
                    .. kept.Where(thumbnail => thumbnail.Key.Id == id)
                        .OrderBy(thumbnail => thumbnail.Key.Index)
                        .Select(thumbnail => ImageDecoder.Decode(thumbnail.Value)),
                ],
            id => Label(generation.Texts, steps[id], steps)
        );
        var jpeg = ImageEncoder.EncodeJpeg(picture, Quality);
        var message = new OutgoingMessage
        {
            Text = generation.Texts.Tree(plan),
            Buttons = GenerationButtons.Told(generation.Texts, generation.Id),
            Media = [new EncodedMedia(jpeg, MediaKind.Jpeg, "flash-tree.jpg", AltText(generation.Texts, plan, steps))],
            IsSpoiler = generation.IsSpoiler,
        };
        return new FinishedWork.Made(
            message,
            [new DeliveredPicture(1, picture.Width, picture.Height, SHA256.HashData(jpeg), Thumbnail.Encode(picture))],
            generation.Recipe.ModelRevision ?? ""
        );
    }

    // In a script that there are no letters for, what the model was told is English.
    private static string Label(Texts texts, LineageStep step, Dictionary<GenerationId, LineageStep> steps)
    {
        var parent = step.Parent is { } id ? steps.GetValueOrDefault(id) : null;
        var label = texts.StepLabel(step, parent);
        return Letters.CanWrite(label)
            ? label
            : texts.StepLabel(InEnglish(step), parent is null ? null : InEnglish(parent));
    }

    private static LineageStep InEnglish(LineageStep step) =>
        step with
        {
            Recipe = step.Recipe with { Prompt = step.Recipe.Reading?.Words ?? step.Recipe.Prompt },
        };

    // For screen readers: the same words in their order.
    private static string AltText(Texts texts, LineagePlan plan, Dictionary<GenerationId, LineageStep> steps) =>
        string.Join("; ", plan.Steps.Select(step => Label(texts, step.Step, steps)));
}
