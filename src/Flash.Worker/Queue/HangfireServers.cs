using Flash.Bots.Generations;
using Flash.Bots.Scheduling;
using Hangfire;
using Hangfire.Common;
using Hangfire.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Queue;

/// <summary>Runs one Hangfire server per queue, so that an animation never takes the place of a picture someone waits
/// for.</summary>
internal sealed class HangfireServers(
    JobStorage storage,
    NotifiedJobQueue queue,
    IServiceScopeFactory scopes,
    IOptions<WorkerOptions> options,
    ILoggerFactory loggers
) : IHostedService, IDisposable
{
    private readonly List<BackgroundJobServer> _servers = [];

    /// <summary>Whether jobs are being taken.</summary>
    public bool IsRunning => _servers.Count > 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogProvider.SetCurrentLogProvider(new HangfireLog(loggers.CreateLogger("Hangfire")));
        Start(JobQueues.Interactive, options.Value.Concurrency);
        if (options.Value.AnimateConcurrency > 0)
        {
            Start(JobQueues.Animate, options.Value.AnimateConcurrency);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var server in _servers)
        {
            server.SendStop();
        }

        foreach (var server in _servers)
        {
            await server.WaitForShutdownAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        _servers.Clear();
    }

    private void Start(string name, int workers)
    {
        var filters = new JobFilterCollection
        {
            new WakeNextWorkerFilter(queue),
            new AutomaticRetryAttribute { Attempts = 0 },
        };
        _servers.Add(
            new BackgroundJobServer(
                new BackgroundJobServerOptions
                {
                    ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{name}",
                    WorkerCount = workers,
                    Queues = [name],
                    CancellationCheckInterval = TimeSpan.FromSeconds(1),
                    HeartbeatInterval = TimeSpan.FromSeconds(10),
                    ServerTimeout = TimeSpan.FromMinutes(1),
                    StopTimeout = options.Value.StopTimeout,
                    ShutdownTimeout = options.Value.StopTimeout + TimeSpan.FromSeconds(3),
                    Activator = new ScopedJobActivator(scopes),
                    FilterProvider = new JobFilterProviderCollection(filters, new JobFilterAttributeFilterProvider()),
                },
                storage
            )
        );
    }

    /// <summary>Takes job objects from the container.</summary>
    private sealed class ScopedJobActivator(IServiceScopeFactory scopes) : JobActivator
    {
        public override JobActivatorScope BeginScope(JobActivatorContext context) => new Scope(scopes.CreateScope());

        private sealed class Scope(IServiceScope scope) : JobActivatorScope
        {
            public override object Resolve(Type type) =>
                ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);

            public override void DisposeScope() => scope.Dispose();
        }
    }
}
