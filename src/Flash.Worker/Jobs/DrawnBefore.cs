using System.Security.Cryptography;
using System.Text.Json;
using Flash.Bots.Generations;
using Flash.Inference;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>
/// The pictures that this process drew last, by what determines their pixels, so that the same recipe is not drawn
/// twice. In memory alone, for a while: everything that looks at pictures before anyone sees them looks at these again.
/// </summary>
/// <remarks>Thread-safe. What starts from a picture that a person sent is not kept.</remarks>
internal sealed class DrawnBefore(IOptions<WorkerOptions> options, TimeProvider time)
{
    /// <summary>So long after it was drawn a recipe is drawn again.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly long _room = options.Value.KeptPicturesMegabytes * 1_000_000L;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long _taken;

    /// <summary>How often something had been drawn before.</summary>
    public long Found { get; private set; }

    /// <summary>The pictures of a recipe; null where they have to be drawn.</summary>
    public IReadOnlyList<RgbImage>? Find(Recipe recipe, DiffusionModel model)
    {
        if (_room == 0 || !MayBeKept(recipe))
        {
            return null;
        }

        var key = KeyOf(recipe, model);
        lock (_lock)
        {
            if (!_kept.TryGetValue(key, out var kept))
            {
                return null;
            }

            if (time.GetUtcNow() - kept.DrawnAt >= Lifetime)
            {
                Drop(key, kept);
                return null;
            }

            kept.UsedAt = time.GetUtcNow();
            Found++;
            return kept.Pictures;
        }
    }

    /// <summary>Keeps the pictures of a recipe, in place of those that were not asked for in the longest
    /// time.</summary>
    public void Keep(Recipe recipe, DiffusionModel model, IReadOnlyList<RgbImage> pictures)
    {
        var bytes = pictures.Sum(picture => (long)picture.Pixels.Length);
        if (bytes > _room || !MayBeKept(recipe))
        {
            return;
        }

        var (key, now) = (KeyOf(recipe, model), time.GetUtcNow());
        lock (_lock)
        {
            if (_kept.TryGetValue(key, out var before))
            {
                Drop(key, before);
            }

            while (_taken + bytes > _room)
            {
                var (oldest, its) = _kept.MinBy(kept => kept.Value.UsedAt);
                Drop(oldest, its);
            }

            _kept.Add(key, new Kept(pictures, bytes, now) { UsedAt = now });
            _taken += bytes;
        }
    }

    private void Drop(string key, Kept kept)
    {
        _kept.Remove(key);
        _taken -= kept.Bytes;
    }

    // A person's own picture is not to linger.
    private static bool MayBeKept(Recipe recipe) => recipe.Start is not { } start || IsDrawn(start);

    private static bool IsDrawn(StartPicture start) =>
        start.Drawn is { } drawn && MayBeKept(drawn) && (start.With is not { } with || IsDrawn(with));

    // What the recipe says to people (the prompt as typed, what was left out) changes no pixel.
    private static string KeyOf(Recipe recipe, DiffusionModel model)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                model.Name,
                model.Revision,
                Words = Enumerable.Range(1, recipe.Count).Select(recipe.FullPromptOf),
                recipe.FullNegativePrompt,
                recipe.Seed,
                recipe.InferenceSteps,
                recipe.Width,
                recipe.Height,
                recipe.Sampling,
                recipe.Start,
            }
        );
        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    private sealed record Kept(IReadOnlyList<RgbImage> Pictures, long Bytes, DateTimeOffset DrawnAt)
    {
        public DateTimeOffset UsedAt { get; set; }
    }
}
