using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Inference;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>The models this worker draws with: the configured one, and any other that a recipe names, loaded when first
/// asked for. Of the others as many are kept as fit into <see cref="WorkerOptions.OtherModelsMegabytes"/>; the one that
/// no one has used for longest goes first.</summary>
internal sealed class DrawingModels(
    DiffusionModel configured,
    IOptions<InferenceOptions> options,
    IOptions<WorkerOptions> worker,
    TimeProvider time,
    ILogger<DiffusionModel> logger
) : IDisposable
{
    private readonly Lock _loading = new();
    private readonly Dictionary<string, Other> _others = new(StringComparer.Ordinal);
    private volatile bool _usesOthers;

    /// <summary>The model of a recipe. Draw with it soon: what was asked for long ago may have been unloaded.</summary>
    /// <exception cref="InferenceException">There is no such model here, or it cannot be loaded.</exception>
    public DiffusionModel For(Recipe recipe)
    {
        if (recipe.Model == configured.Name || recipe.Model == options.Value.Model)
        {
            return configured;
        }

        lock (_loading)
        {
            var folder = ModelCatalog.FindModel(recipe.Model, options.Value);
            if (!_others.TryGetValue(recipe.Model, out var other))
            {
                var bytes = ModelSummary.Read(folder).Bytes;
                MakeRoom(bytes);
                other = new Other(DiffusionModel.Load(folder, options.Value, logger), bytes);
                _others.Add(recipe.Model, other);
                _usesOthers |= !IsHarmless(recipe.Model);
            }

            other.LastUsed = time.GetUtcNow();
            return other.Model;
        }
    }

    /// <summary>Whether a name is that of the model that comes with Flash, which has never seen a person.</summary>
    public static bool IsHarmless(string name) =>
        name.Equals(JudgedWords.HarmlessModel, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this worker draws, or has drawn, with another model than the one that comes with
    /// Flash.</summary>
    public bool UsesOthers => _usesOthers || !IsHarmless(configured.Name);

    /// <summary>Names of the models that are loaded beside the configured one.</summary>
    public IReadOnlyList<string> Loaded()
    {
        lock (_loading)
        {
            return [.. _others.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose()
    {
        foreach (var other in _others.Values)
        {
            other.Model.Dispose();
        }
    }

    // What is drawing at this moment is freed when it has drawn. What was asked for a moment ago may be about to.
    private void MakeRoom(long bytes)
    {
        var room = worker.Value.OtherModelsMegabytes is { } megabytes
            ? megabytes * 1_000_000L
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        foreach (var (name, other) in _others.OrderBy(pair => pair.Value.LastUsed).ToList())
        {
            if (
                _others.Values.Sum(kept => kept.Bytes) + bytes <= room
                || time.GetUtcNow() - other.LastUsed < worker.Value.KeepModels
            )
            {
                return;
            }

            _others.Remove(name);
            other.Model.Dispose();
            Log.ModelUnloaded(logger, name);
        }
    }

    private sealed class Other(DiffusionModel model, long bytes)
    {
        public DiffusionModel Model { get; } = model;

        public long Bytes { get; } = bytes;

        public DateTimeOffset LastUsed { get; set; }
    }
}
