using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>What the message of a generation says once it has ended, without its pictures: an edit leaves those as they
/// are.</summary>
internal static class FinishedMessage
{
    /// <returns>Null for one that has not ended.</returns>
    public static OutgoingMessage? Of(AskedGeneration generation, bool isInline) =>
        generation.State switch
        {
            GenerationState.Delivered => new OutgoingMessage
            {
                Text = Caption(generation),
                Buttons = generation.Kind switch
                {
                    GenerationKind.Animate => GenerationButtons.Animated(
                        generation.Id,
                        isInline,
                        generation.Recipe.Motion
                    ),
                    GenerationKind.Enlarge => GenerationButtons.Enlarged(
                        generation.Id,
                        isInline,
                        generation.Recipe.Enlargement,
                        generation.Parent?.Index ?? 1
                    ),
                    _ => GenerationButtons.Drawn(generation.Id, generation.Recipe.Count, generation.Recipe.Seed),
                },
            },
            GenerationState.Cancelled => new OutgoingMessage
            {
                Text = Texts.Cancelled(generation.Recipe.Prompt),
                Buttons = GenerationButtons.Ended(generation.Id, generation.Kind),
            },
            GenerationState.Failed => new OutgoingMessage
            {
                Text = Texts.Failed(generation.Recipe.Prompt, Texts.DrawingFailed),
                Buttons = GenerationButtons.Ended(generation.Id, generation.Kind),
            },
            _ => null,
        };

    private static string Caption(AskedGeneration generation) =>
        generation.Kind switch
        {
            GenerationKind.Animate => Texts.Animated(generation.Recipe.Prompt, generation.Parent?.Index ?? 1),
            GenerationKind.Enlarge => Texts.EnlargedPicture(generation.Recipe.Prompt, generation.Parent?.Index ?? 1),
            _ when generation.Took is { } took => Texts.Drawn(generation.Recipe, took),
            _ => Texts.Drawn(generation.Recipe),
        };
}
