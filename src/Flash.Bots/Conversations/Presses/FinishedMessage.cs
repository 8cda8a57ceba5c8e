using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>What the message of a generation says once it has ended, without its pictures: an edit leaves those as they
/// are.</summary>
internal static class FinishedMessage
{
    /// <returns>Null for one that has not ended.</returns>
    public static OutgoingMessage? Of(Texts texts, AskedGeneration generation, bool isInline) =>
        generation.State switch
        {
            GenerationState.Delivered when generation.Kind is GenerationKind.Tree or GenerationKind.Describe => null,
            GenerationState.Delivered => new OutgoingMessage
            {
                Text = Caption(texts, generation),
                Buttons = generation.Kind switch
                {
                    GenerationKind.Animate => GenerationButtons.Animated(
                        texts,
                        generation.Id,
                        isInline,
                        generation.Recipe.Motion
                    ),
                    GenerationKind.Enlarge => GenerationButtons.Enlarged(
                        texts,
                        generation.Id,
                        isInline,
                        generation.Recipe.Enlargement,
                        generation.Parent?.Index ?? 1
                    ),
                    GenerationKind.Arena => GenerationButtons.Arena(texts, generation.Id),
                    _ => GenerationButtons.Drawn(texts, generation.Id, generation.Recipe.Count, generation.Recipe.Seed),
                },
            },
            GenerationState.Cancelled => new OutgoingMessage
            {
                Text = texts.Cancelled(generation.Recipe.Prompt),
                Buttons = GenerationButtons.Ended(texts, generation.Id, generation.Kind),
            },
            GenerationState.Failed => new OutgoingMessage
            {
                Text = Texts.Failed(generation.Recipe.Prompt, texts.DrawingFailed),
                Buttons = GenerationButtons.Ended(texts, generation.Id, generation.Kind),
            },
            _ => null,
        };

    private static string Caption(Texts texts, AskedGeneration generation) =>
        generation.Kind switch
        {
            GenerationKind.Animate => texts.Animated(generation.Recipe.Prompt, generation.Parent?.Index ?? 1),
            GenerationKind.Enlarge => texts.EnlargedPicture(generation.Recipe.Prompt, generation.Parent?.Index ?? 1),
            GenerationKind.Arena => texts.ArenaAsks(generation.Recipe.Prompt),
            _ when generation.Took is { } took => texts.Drawn(generation.Recipe, took),
            _ => texts.Drawn(generation.Recipe),
        };
}
