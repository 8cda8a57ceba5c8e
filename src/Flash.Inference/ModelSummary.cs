using System.Text.Json.Serialization;
using Flash.Inference.Models;
using Flash.Inference.Schedulers;

namespace Flash.Inference;

/// <summary>What a model folder says of itself, without loading its graphs.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Pipeline">Such as StableDiffusionPipeline.</param>
/// <param name="Scheduler">Such as ImagineFlashScheduler.</param>
/// <param name="DefaultInferenceSteps">Steps taken when a request does not say.</param>
/// <param name="DefaultGuidanceScale">Guidance when a request does not say; 1 means off.</param>
/// <param name="Bytes">Of all its files.</param>
public sealed record ModelSummary(
    string Name,
    string Pipeline,
    string Scheduler,
    int DefaultInferenceSteps,
    float DefaultGuidanceScale,
    long Bytes
)
{
    // Links may lead back to where they lie.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.None,
    };

    /// <summary>Side of the pictures that it was made for, pixels.</summary>
    public int DefaultEdge { get; init; }

    /// <summary>Widths and heights are multiples of this many pixels.</summary>
    public int SizeMultiple { get; init; }

    /// <summary>Millions of bytes.</summary>
    [JsonIgnore]
    public double Megabytes => Bytes / 1e6;

    /// <summary>Reads the folder's configuration.</summary>
    /// <exception cref="InferenceException">A file is missing or not valid.</exception>
    public static ModelSummary Read(string folder)
    {
        try
        {
            return ModelFile.Guard(folder, () => ReadFiles(folder));
        }
        catch (Exception e) when (e is not (InferenceException or OutOfMemoryException))
        {
            // Whatever else is wrong with one folder says nothing about the others of a list.
            throw new InferenceException($"{folder} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static ModelSummary ReadFiles(string folder)
    {
        var files = ModelFiles.Open(folder);
        var index = ModelIndex.Read(files);
        var scheduler = ModelFiles.Read<SchedulerConfig>(files.Scheduler);
        var bytes = Directory.EnumerateFiles(files.Folder, "*", Everything).Sum(file => new FileInfo(file).Length);
        var (unet, vae) = (Layout.Of(files).UNet(), Layout.Of(files).Vae());
        if (TransformerConfig.Find(files) is { } transformer)
        {
            scheduler = TransformerConfig.WithDefaults(
                scheduler,
                transformer.InChannels == 4 * vae.LatentChannels,
                transformer.GuidanceEmbeds
            );
        }

        return new ModelSummary(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(files.Folder)),
            index.ClassName,
            scheduler.ClassName,
            ModelDefaults.InferenceSteps(scheduler),
            ModelDefaults.GuidanceScale(scheduler, unet),
            bytes
        )
        {
            DefaultEdge = unet.DefaultEdge(vae),
            SizeMultiple = unet.SizeMultiple(vae),
        };
    }
}
