using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Provenance;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flash.Host.Commands;

/// <summary>The way from what was typed to a loaded model, for commands that run without a host.</summary>
internal static class ModelsLoading
{
    /// <param name="settings">What the command line holds beside its options.</param>
    /// <param name="model">From <c>--model</c>; null for the configured one.</param>
    public static InferenceOptions Options(string[] settings, string? model)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(FlashSettings.Read(settings)).AddFlashInference();
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<InferenceOptions>>().Value;
        options.Model = model ?? options.Model;
        return options;
    }

    /// <summary>What marks pictures, as it is configured.</summary>
    /// <param name="settings">What the command line holds beside its options.</param>
    public static ProvenanceEncoder Encoder(string[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(FlashSettings.Read(settings)).AddFlashInference();
        using var provider = services.BuildServiceProvider();
        var encoder = provider.GetRequiredService<ProvenanceEncoder>();
        _ = encoder.Options; // a setting that cannot be is refused here, before anything runs
        return encoder;
    }

    /// <exception cref="BadArgumentException">There is no such model, or its folder is broken.</exception>
    public static DiffusionModel Load(InferenceOptions options) =>
        Checked(() =>
            DiffusionModel.Load(ModelCatalog.FindModel(options.Model, options), options, NullLogger.Instance)
        );

    /// <summary>Where models are, for a command that brings one; the folder is made when it is configured and
    /// missing.</summary>
    /// <exception cref="BadArgumentException">None is configured, and none is found.</exception>
    public static string ModelsFolder(string[] settings)
    {
        var options = Options(settings, null);
        if (options.ModelsPath is { Length: > 0 } configured)
        {
            Directory.CreateDirectory(configured);
        }

        return Checked(() => ModelCatalog.FindModelsFolder(options));
    }

    /// <summary>Every model in the configured folder, and what is wrong with those that cannot be read: one broken
    /// folder says nothing about the others.</summary>
    /// <exception cref="BadArgumentException">There is no such folder.</exception>
    public static (string Folder, List<ModelSummary> Models, List<BrokenModel> Broken) List(InferenceOptions options)
    {
        var folder = Checked(() => ModelCatalog.FindModelsFolder(options));
        var (models, broken) = (new List<ModelSummary>(), new List<BrokenModel>());
        foreach (var name in ModelCatalog.Names(folder))
        {
            try
            {
                models.Add(ModelSummary.Read(Path.Combine(folder, name)));
            }
            catch (InferenceException e)
            {
                broken.Add(new BrokenModel(name, e.Message));
            }
        }

        return (folder, models, broken);
    }

    // Before anything runs, a fault of the model's files is a fault of what was typed or configured.
    public static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InferenceException e)
        {
            throw new BadArgumentException(e.Message);
        }
    }
}

/// <summary>A model folder that cannot be read.</summary>
/// <param name="Name">The folder's.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record BrokenModel(string Name, string Reason);
