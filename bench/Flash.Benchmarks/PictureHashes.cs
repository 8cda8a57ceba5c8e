using System.Globalization;
using Flash.Inference;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project bench/Flash.Benchmarks -- hashes [PICTURES]</c>: how far apart the perceptual
/// hashes of generated pictures are. Pairs with other words or another seed should be far apart; a picture and its
/// compressed, half-size copy should be near.
/// </summary>
internal static class PictureHashes
{
    private static readonly string[] Things =
    [
        "a red boat",
        "a house",
        "a hot-air balloon",
        "a lighthouse",
        "a tree",
        "the moon",
        "a cat",
        "a mountain",
    ];
    private static readonly string[] Places =
    [
        "on the sea",
        "in a field",
        "in the snow",
        "in the desert",
        "in a forest",
    ];
    private static readonly string[] Hours = ["at noon", "at sunset", "at night", "at dawn"];

    public static async Task RunAsync(int pictures)
    {
        using var model = DiffusionModel.Load(
            ModelCatalog.FindModel("flash-mini", new InferenceOptions()),
            new InferenceOptions(),
            NullLogger.Instance
        );
        var prompts = (
            from what in Things
            from place in Places
            from hour in Hours
            select $"{what} {place} {hour}"
        ).ToList();
        var hashes = new List<(string Prompt, ulong Hash)>();
        var copies = new List<int>();
        for (var i = 0; i < pictures; i += 4)
        {
            var prompt = prompts[i / 4 % prompts.Count];
            var request = new TextToImageRequest
            {
                Prompt = prompt,
                Count = 4,
                Seed = (ulong)(1000 + i),
                InferenceSteps = 3,
                Width = 256,
                Height = 256,
                Previews = false,
            };
            foreach (var picture in (await model.GenerateAsync(request, CancellationToken.None)).Pictures)
            {
                var hash = PerceptualHash.Of(picture);
                hashes.Add((prompt, hash));
                copies.Add(
                    PerceptualHash.Distance(
                        hash,
                        PerceptualHash.Of(
                            ImageDecoder.Decode(ImageEncoder.EncodeJpeg(Half(picture), quality: 60), 4096)
                        )
                    )
                );
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{hashes.Count} pictures of {Math.Min(prompts.Count, pictures / 4)} prompts"
            )
        );
        Console.WriteLine(
            "within bits: compressed half-size copies found; other pairs taken for alike, of the same prompt, of another prompt"
        );
        foreach (var limit in new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16 })
        {
            var (same, sameAll, other, otherAll) = (0L, 0L, 0L, 0L);
            for (var a = 0; a < hashes.Count; a++)
            {
                for (var b = a + 1; b < hashes.Count; b++)
                {
                    var near = PerceptualHash.Distance(hashes[a].Hash, hashes[b].Hash) <= limit ? 1 : 0;
                    if (hashes[a].Prompt == hashes[b].Prompt)
                    {
                        (same, sameAll) = (same + near, sameAll + 1);
                    }
                    else
                    {
                        (other, otherAll) = (other + near, otherAll + 1);
                    }
                }
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{limit, 3}: {copies.Count(distance => distance <= limit)} of {copies.Count}; {same} of {sameAll}; {other} of {otherAll}"
                )
            );
        }
    }

    private static RgbImage Half(RgbImage picture)
    {
        var (width, height) = (picture.Width / 2, picture.Height / 2);
        var from = picture.Pixels.Span;
        var to = new byte[width * height * 3];
        for (var i = 0; i < to.Length; i++)
        {
            var (x, y, channel) = (i / 3 % width * 2, i / 3 / width * 2, i % 3);
            var at = (((y * picture.Width) + x) * 3) + channel;
            to[i] = (byte)(
                (from[at] + from[at + 3] + from[at + (picture.Width * 3)] + from[at + (picture.Width * 3) + 3]) / 4
            );
        }

        return new RgbImage(width, height, to);
    }
}
