using Flash.Host.CommandLine;
using Flash.Inference;
using Flash.Inference.Evaluation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Host.Evaluation;

/// <summary>The networks that a table is measured with: those that are there.</summary>
internal sealed class EvalMeasures : IDisposable
{
    private static readonly string[] PictureFiles = [".png", ".jpg", ".jpeg", ".webp"];

    private readonly Referee? _referee;
    private readonly ClipScore? _clip;
    private readonly InceptionFeatures? _inception;
    private readonly FeatureStatistics? _reference;

    /// <param name="referee">A referee's folder, or null.</param>
    /// <param name="clip">A CLIP model's folder, or null.</param>
    /// <param name="inception">An Inception network's file, or null.</param>
    /// <param name="reference">The folder of pictures that FID compares with; given exactly if <paramref
    /// name="inception"/> is.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="cancellationToken">Stops the look at the reference pictures.</param>
    public EvalMeasures(
        string? referee,
        string? clip,
        string? inception,
        string? reference,
        InferenceOptions options,
        CancellationToken cancellationToken
    )
    {
        if (inception is null != reference is null)
        {
            throw new BadArgumentException(
                "--inception and --reference belong together: FID compares with the pictures of a folder."
            );
        }

        try
        {
            _referee = referee is null ? null : Referee.Load(referee, options, NullLogger.Instance);
            _clip = clip is null ? null : ClipScore.Load(clip, options, NullLogger.Instance);
            _inception = inception is null ? null : InceptionFeatures.Load(inception, options, NullLogger.Instance);
            _reference = _inception is null
                ? null
                : FeatureStatistics.Of([
                    .. ReferencePictures(reference!).Select(picture => _inception.Look(picture, cancellationToken)),
                ]); // not null: checked above
        }
        catch (InferenceException e)
        {
            Dispose();
            throw new BadArgumentException(e.Message);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The referee's own accuracy on drawn scenes; null without one.</summary>
    public IReadOnlyDictionary<string, double>? RefereeAccuracy => _referee?.Accuracy;

    /// <summary>Looks at every picture of one row.</summary>
    public EvalRow Measure(
        IReadOnlyList<EvalPrompt> prompts,
        EvalPictures pictures,
        int steps,
        Action<int> step,
        CancellationToken cancellationToken
    )
    {
        var (seen, inception, scores, readings) = (
            new List<float[]>(),
            new List<float[]>(),
            new List<double>(),
            new List<EvalReading>()
        );
        for (var i = 0; i < prompts.Count; i++)
        {
            var picture = pictures.Read(steps, i);
            if (_referee is not null)
            {
                var (read, features) = _referee.Look(picture, cancellationToken);
                seen.Add(features);
                readings.Add(new EvalReading(prompts[i].Expect, read));
            }

            if (_clip is not null)
            {
                scores.Add(_clip.Score(picture, prompts[i].Prompt, cancellationToken));
            }

            if (_inception is not null)
            {
                inception.Add(_inception.Look(picture, cancellationToken));
            }

            step(i + 1);
        }

        return new EvalRow(
            steps,
            prompts.Count,
            pictures.Milliseconds(steps),
            prompts.Any(prompt => prompt.Expect is not null) && _referee is not null
                ? EvalReading.Accuracy(readings)
                : null,
            Distance(_referee?.Reference, seen),
            scores.Count > 0 ? scores.Average() : null,
            Distance(_reference, inception)
        );
    }

    public void Dispose()
    {
        _referee?.Dispose();
        _clip?.Dispose();
        _inception?.Dispose();
    }

    private static double? Distance(FeatureStatistics? reference, List<float[]> features) =>
        reference is null || features.Count < 2 ? null : FeatureStatistics.Of(features).DistanceTo(reference);

    private static IEnumerable<RgbImage> ReferencePictures(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadArgumentException($"There is no folder {Path.GetFullPath(folder)} with reference pictures.");
        }

        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => PictureFiles.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count >= 2
            ? files.Select(file => ImageDecoder.Decode(File.ReadAllBytes(file)))
            : throw new BadArgumentException(
                $"{folder} has {files.Count} pictures ({string.Join(", ", PictureFiles)}); FID needs at least 2, and "
                    + $"thousands to mean something."
            );
    }
}
