namespace Flash.Inference.Hub;

/// <summary>Brings a model from a hub into the models folder.</summary>
/// <remarks>
/// Files gather in <c>.partial/NAME</c> inside the models folder and the finished folder is renamed into place, so a
/// model is there whole or not at all. A run that was stopped goes on where it was, as long as the repository has not
/// changed.
/// </remarks>
public sealed class ModelPull(HttpClient http, HubOptions options, TimeProvider time)
{
    private const long SpareBytes = 64 << 20;

    private readonly HubClient hub = new(http, options);

    /// <summary>Finds out what a pull would bring, and whether it would load. Writes nothing.</summary>
    /// <param name="repository">Where from.</param>
    /// <param name="modelsFolder">Where to.</param>
    /// <param name="folderName">The model folder's name.</param>
    /// <param name="variant">Folder of the repository that holds the model, such as fp16; null for its root, or the
    /// only one that does.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="InferenceException">There is no such repository, it may not be read, or it is no ONNX model; or
    /// the folder is taken or has too little room.</exception>
    public async Task<PullPlan> PlanAsync(
        HubRepository repository,
        string modelsFolder,
        string folderName,
        string? variant,
        CancellationToken cancellationToken
    )
    {
        if (
            folderName.Contains('/', StringComparison.Ordinal)
            || folderName.StartsWith('.')
            || !HubFile.IsSafe(folderName)
        )
        {
            throw new InferenceException(
                $"'{folderName}' cannot be the name of a model folder; give a plain name such as sd-turbo."
            );
        }

        var commit = await AskAsync(() => hub.ResolveAsync(repository, cancellationToken), cancellationToken);
        var all = await AskAsync(() => hub.ListAsync(repository, commit, cancellationToken), cancellationToken);
        var (chosen, files) = await ChooseAsync(repository, commit, all, variant, cancellationToken);
        var plan = new PullPlan(
            repository,
            commit,
            Path.Combine(modelsFolder, folderName),
            Path.Combine(modelsFolder, ".partial", folderName),
            files
        )
        {
            Variant = chosen,
        };
        if (Directory.Exists(plan.Folder) && !plan.IsDone)
        {
            throw new InferenceException(
                $"{plan.Folder} exists and holds another model; remove it, or choose another name with --name."
            );
        }

        if (!plan.IsDone && !plan.IsBegun)
        {
            await AskAsync(
                async () =>
                {
                    await new PullCheck(hub).RunAsync(repository, commit, files, cancellationToken);
                    return true;
                },
                cancellationToken
            );
        }

        var room = new DriveInfo(Path.GetFullPath(modelsFolder)).AvailableFreeSpace;
        return plan.BytesLeft() + SpareBytes <= room
            ? plan
            : throw new InferenceException(
                $"{repository} needs {Megabytes(plan.BytesLeft() + SpareBytes)} MB more in {modelsFolder}; there are "
                    + $"{Megabytes(room)} MB."
            );
    }

    /// <summary>Carries a plan out.</summary>
    /// <param name="plan">From <see cref="PlanAsync"/>.</param>
    /// <param name="arrived">Hears, from any thread, how many bytes of a file are here.</param>
    /// <param name="cancellationToken">Stops; what arrived is kept for the next run.</param>
    /// <exception cref="InferenceException">A file could not be brought, or is not what the hub promised.</exception>
    public async Task RunAsync(PullPlan plan, Action<HubFile, long> arrived, CancellationToken cancellationToken)
    {
        if (plan.IsDone)
        {
            return;
        }

        Directory.CreateDirectory(plan.PartialFolder);
        plan.ForgetOtherCommits();
        var download = new FileDownload(hub, options, time);
        var several = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Connections,
            CancellationToken = cancellationToken,
        };

        // The largest first: it decides when all are here.
        await Parallel.ForEachAsync(plan.Missing().OrderByDescending(file => file.Size), several, async (file, stop) =>
        {
            var target = Path.Combine(plan.PartialFolder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await download.RunAsync(plan.Repository, plan.Commit, file, target, bytes => arrived(file, bytes), stop);
        });

        plan.Finish(options.HubUrl);
    }

    private async Task<(string Variant, IReadOnlyList<HubFile> Files)> ChooseAsync(
        HubRepository repository,
        string commit,
        IReadOnlyList<HubFile> all,
        string? variant,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return HubSelection.Choose(repository, all, variant);
        }
        catch (InferenceException) when (!HubSelection.HasNetworks(all) && HubSelection.IndexOf(all) is not null)
        {
            // Advice to export it would be bad advice for a kind of model that is not known.
            var index = await AskAsync(
                () =>
                    new PullCheck(hub).ReadIndexAsync(
                        repository,
                        commit,
                        HubSelection.IndexOf(all)!,
                        cancellationToken
                    ),
                cancellationToken
            );
            if (index.Refusal is { } refusal)
            {
                throw new InferenceException($"{repository} cannot be loaded: {refusal}");
            }

            throw;
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is HttpRequestException or HubBusyException or IOException)
            {
                if (attempt >= options.Attempts)
                {
                    throw new InferenceException($"The hub {options.HubUrl} cannot be reached: {e.Message}.", e);
                }

                await Task.Delay((e as HubBusyException)?.RetryAfter ?? options.RetryDelay, time, cancellationToken);
            }
        }
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0}");
}
