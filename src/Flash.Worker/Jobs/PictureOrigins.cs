using Flash.Bots.Generations;
using Flash.Inference;
using Flash.Inference.Provenance;

namespace Flash.Worker.Jobs;

/// <summary>What the files sent to chats say of where they come from.</summary>
internal static class PictureOrigins
{
    /// <param name="generation">The generation.</param>
    /// <param name="index">Which of its pictures, 1-based; 0 for several in one file.</param>
    /// <param name="parameters">How it was made; null to keep that, and the prompt, out of the file.</param>
    public static PictureOrigin Of(ClaimedGeneration generation, int index, GenerationParameters? parameters) =>
        new(generation.Id.Value, index)
        {
            StartsFromGivenPicture = StartsFromGiven(generation.Recipe),
            Parameters = parameters,
        };

    /// <summary>The parameters of a request when they may leave with the picture, else null.</summary>
    public static GenerationParameters? Parameters(
        ProvenanceEncoder encoder,
        DiffusionModel model,
        TextToImageRequest request
    ) => encoder.Options.Prompt ? GenerationParameters.Of(model, request) : null;

    private static bool StartsFromGiven(Recipe recipe) =>
        recipe.Start switch
        {
            null => false,
            { Given: not null } or { With.Given: not null } => true,
            { Drawn: { } drawn } => StartsFromGiven(drawn)
                || (recipe.Start.With?.Drawn is { } other && StartsFromGiven(other)),
            _ => false,
        };
}
