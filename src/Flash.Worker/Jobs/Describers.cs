using Flash.Inference;
using Flash.Inference.Evaluation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>What can look at a picture and say what it shows: the referee of flash-mini, where its folder is. Loaded
/// when first asked for.</summary>
internal sealed class Describers(
    IOptions<InferenceOptions> inference,
    IOptions<WorkerOptions> worker,
    ILogger<Describers> logger
) : IDisposable
{
    /// <summary>The folder's name among the models.</summary>
    public const string RefereeFolder = "flash-mini-referee";

    private readonly Lock _loading = new();
    private Referee? _referee;
    private bool _isLooked;

    /// <summary>Words for a picture, in English; null where nothing here can look at it, or what looks is sure of
    /// nothing.</summary>
    /// <exception cref="InferenceException">The folder is broken.</exception>
    public string? Describe(RgbImage picture, CancellationToken cancellationToken) =>
        Find()?.Describe(picture, cancellationToken);

    public void Dispose() => _referee?.Dispose();

    private Referee? Find()
    {
        lock (_loading)
        {
            if (!_isLooked)
            {
                _isLooked = true;
                var folder = worker.Value.Describer
                    ?? Path.Combine(ModelCatalog.FindModelsFolder(inference.Value), RefereeFolder);
                _referee = File.Exists(Path.Combine(folder, "referee.json"))
                    ? Referee.Load(folder, inference.Value, logger)
                    : null;
            }

            return _referee;
        }
    }
}
