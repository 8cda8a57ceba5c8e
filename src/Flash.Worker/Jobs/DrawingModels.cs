using Flash.Bots.Generations;
using Flash.Inference;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>The models this worker draws with: the configured one, and any other that a recipe names, loaded when first
/// asked for and kept.</summary>
internal sealed class DrawingModels(
    DiffusionModel configured,
    IOptions<InferenceOptions> options,
    ILogger<DiffusionModel> logger
) : IDisposable
{
    private readonly Lock _loading = new();
    private readonly Dictionary<string, DiffusionModel> _others = new(StringComparer.Ordinal);

    /// <exception cref="InferenceException">There is no such model here, or it cannot be loaded.</exception>
    public DiffusionModel For(Recipe recipe)
    {
        if (recipe.Model == configured.Name || recipe.Model == options.Value.Model)
        {
            return configured;
        }

        lock (_loading)
        {
            if (!_others.TryGetValue(recipe.Model, out var model))
            {
                model = DiffusionModel.Load(ModelCatalog.FindModel(recipe.Model, options.Value), options.Value, logger);
                _others.Add(recipe.Model, model);
            }

            return model;
        }
    }

    public void Dispose()
    {
        foreach (var model in _others.Values)
        {
            model.Dispose();
        }
    }
}
