using Flash.Bots.Replies;
using Flash.Testing;
using Flash.Worker.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flash.Worker.Tests;

/// <summary>A worker as <c>flash serve --roles worker</c> runs it, in this process: real queue, real model, a network
/// in memory.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkerHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public WorkerReadiness Readiness => Services.GetRequiredService<WorkerReadiness>();

    public static async Task<WorkerHost> StartAsync(
        PostgresDatabase database,
        IMessenger network,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] settings
    )
    {
        var host = Build(database, network, settings);
        await host.StartAsync(cancellationToken);
        return new WorkerHost(host);
    }

    /// <summary>Everything registered, nothing taken from the queue.</summary>
    public static WorkerHost Idle(
        PostgresDatabase database,
        IMessenger network,
        params (string Name, string Value)[] settings
    ) => new(Build(database, network, settings));

    /// <summary>Runs the job body, as Hangfire would.</summary>
    public Task RunJobAsync(Guid id, CancellationToken cancellationToken) =>
        Services.GetRequiredService<GenerationJob>().RunAsync(id, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken) => await _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private static IHost Build(PostgresDatabase database, IMessenger network, (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Flash"] = database.ConnectionString,
                ["Flash:Inference:ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash:Worker:WarmUp"] = "false",
                // Tests ask for the same recipe again and again, and want to see it drawn.
                ["Flash:Worker:KeptPicturesMegabytes"] = "0",
                ["Flash:Worker:RecoveryInterval"] = "00:00:00.3",
            }
        );
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))
        );
        builder.Services.AddSingleton(network);
        builder.Services.AddFlashWorker();
        return builder.Build();
    }
}
