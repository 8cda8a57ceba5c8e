using System.Security.Cryptography;
using System.Text.Json;
using Flash.Bots.Generations;
using Flash.Inference;
using Flash.Inference.Provenance;

namespace Flash.Host.Commands;

/// <summary>Marks the pictures of a command that has no database to take an id from: the id is a hash of the recipe, so
/// the same recipe writes the same bytes.</summary>
/// <param name="encoder">As it is configured.</param>
/// <param name="recipe">How the pictures were drawn.</param>
/// <param name="parameters">The same in the words of picture tools; on a person's own disk the prompt may stand in the
/// file.</param>
/// <param name="source">The file they start from; null for none.</param>
internal sealed class ImagineOrigin(
    ProvenanceEncoder encoder,
    Recipe recipe,
    GenerationParameters parameters,
    byte[]? source
)
{
    public Guid Id { get; } = IdOf(recipe, source);

    /// <param name="picture">A picture, or a grid of them.</param>
    /// <param name="index">Its number from 1; 0 for a grid.</param>
    public byte[] EncodePng(RgbImage picture, int index) =>
        encoder.EncodePng(
            picture,
            new PictureOrigin(Id, index)
            {
                StartsFromGivenPicture = source is not null,
                Parameters = ParametersOf(index),
            }
        );

    // Each picture in its own words.
    private GenerationParameters ParametersOf(int index) =>
        index == 0 ? parameters : parameters with { Prompt = recipe.FullPromptOf(index) };

    // A UUID of version 8 (RFC 9562, 5.8: of one's own making). The number of pictures is left out: it changes none of
    // them.
    private static Guid IdOf(Recipe recipe, byte[]? source)
    {
        var hash = SHA256.HashData([
            .. JsonSerializer.SerializeToUtf8Bytes(
                recipe with
                {
                    Count = 1,
                    Variety = recipe.Variety is { } variety ? variety with { Words = [] } : null,
                },
                ImagineFiles.Json
            ),
            .. source ?? [],
        ]);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
