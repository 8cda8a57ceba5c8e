using Flash.Inference.Models;
using Flash.Inference.Schedulers;
using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Hub;

/// <summary>Refuses a model that would not load, by its small files and the beginnings of its graphs, before the first
/// gigabyte is brought.</summary>
internal sealed class PullCheck(HubClient hub)
{
    private const int MostConfiguration = 1 << 20,
        MostNodes = 8 << 20;

    /// <exception cref="InferenceException">It would not load; the message says why.</exception>
    public async Task RunAsync(
        HubRepository repository,
        string commit,
        IReadOnlyList<HubFile> files,
        CancellationToken cancellationToken
    )
    {
        var sketch = Directory.CreateTempSubdirectory("flash-pull-").FullName;
        try
        {
            await SketchAsync(repository, commit, files, sketch, cancellationToken);
            var found = new ModelFiles(sketch);
            foreach (var part in (string[])["text_encoder", "vae_decoder"])
            {
                if (!File.Exists(found.Onnx(part)))
                {
                    throw new InferenceException($"{part}/model.onnx is not there.");
                }
            }

            var layout = Layout.Of(found);
            _ = (layout.UNet(), layout.Vae());
            var sampler = Schedulers.Scheduler.Substitute(ModelFiles.Read<SchedulerConfig>(found.Scheduler));
            _ = Schedulers.Scheduler.Create(sampler, ModelDefaults.InferenceSteps(sampler));
        }
        catch (InferenceException e)
        {
            throw new InferenceException(
                $"{repository} would not load, so nothing was downloaded: "
                    + $"{e.Message.Replace(sketch + "/", "", StringComparison.Ordinal)}",
                e
            );
        }
        finally
        {
            Directory.Delete(sketch, recursive: true);
        }

        if (OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            return;
        }

        foreach (var graph in files.Where(file => file.Path.EndsWith("/model.onnx", StringComparison.Ordinal)))
        {
            var head = await hub.ReadHeadAsync(repository, commit, graph, MostNodes, cancellationToken);
            if (
                GraphNodes.Read(head).FirstOrDefault(op => GpuOperators.Contains(op.Domain, op.Name)) is
                { Name: { } name }
            )
            {
                throw new InferenceException(
                    $"Nothing was downloaded: {GpuOperators.Refusal($"{graph.Source} of {repository}", name)}"
                );
            }
        }
    }

    /// <summary>What a repository says it holds.</summary>
    public async Task<ModelIndex> ReadIndexAsync(
        HubRepository repository,
        string commit,
        HubFile index,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("flash-pull-").FullName;
        try
        {
            var path = new ModelFiles(folder).Index;
            await File.WriteAllBytesAsync(
                path,
                await hub.ReadHeadAsync(repository, commit, index, MostConfiguration, cancellationToken),
                cancellationToken
            );
            return ModelFiles.Read<ModelIndex>(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The folder as it will be: small JSON as it is, everything else empty, since it is only looked for.
    private async Task SketchAsync(
        HubRepository repository,
        string commit,
        IReadOnlyList<HubFile> files,
        string sketch,
        CancellationToken cancellationToken
    )
    {
        foreach (var file in files)
        {
            var target = Path.Combine(sketch, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a file always lies in a folder
            var isRead =
                file.Size <= MostConfiguration
                && Path.GetFileName(file.Path) is "model_index.json" or "config.json" or "scheduler_config.json";
            var content = isRead
                ? await hub.ReadHeadAsync(repository, commit, file, MostConfiguration, cancellationToken)
                : [];
            if (isRead && content.Length < file.Size)
            {
                throw new IOException($"the connection closed after {content.Length} of {file.Size} bytes");
            }

            await File.WriteAllBytesAsync(target, content, cancellationToken);
        }
    }
}
