using Flash.Inference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Flash.Worker;

/// <summary>
/// Loads the model before any job is taken, so that a broken one stops the process with its reason, and draws once, so
/// that the first person does not wait for what a first run does.
/// </summary>
internal sealed class ModelWarmUp(IServiceProvider services, IOptions<WorkerOptions> options) : IHostedService
{
    /// <summary>Whether the model is ready.</summary>
    public bool IsDone { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var model = await Task.Run(services.GetRequiredService<DiffusionModel>, cancellationToken);
        if (options.Value.WarmUp)
        {
            // With previews, which no one looks at: what decodes them is warm as well.
            var request = new TextToImageRequest { Prompt = "a red boat", Seed = 1 };
            await foreach (var _ in model.StreamAsync(request, cancellationToken)) { }
        }

        IsDone = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
