using Flash.Bots.Supervision;
using Flash.Host.CommandLine;
using Flash.Host.Roles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Flash.Host.Hosting;

/// <summary>Puts a process together from its roles and runs it.</summary>
internal static class FlashApplication
{
    /// <summary>How long the parts have to stop after Ctrl-C.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(
        Role roles,
        IConfiguration configuration,
        bool verbose,
        Steps steps,
        Action<string> ready,
        CancellationToken cancellationToken
    )
    {
        HttpAddress.EnsureFree(configuration);
        await using var app = Build(roles, configuration, verbose);
        OptionMistakes.ThrowIfAny(app.Services, configuration);
        await RoleParts.PrepareAsync(app.Services, roles, configuration, steps, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw HttpAddress.Taken(configuration["urls"], e);
        }

        await RoleParts.WarmUpAsync(app.Services, steps, cancellationToken);
        ready(
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()
                ?.Addresses.FirstOrDefault()
                ?? configuration["urls"]
                ?? ""
        );
        await app.WaitForShutdownAsync(cancellationToken);
        ThrowIfBroken(app.Services);
    }

    /// <summary>A part that ended on a mistake stopped the others too: the exit code says so, and whatever supervises
    /// the process starts it anew.</summary>
    private static void ThrowIfBroken(IServiceProvider services)
    {
        var bug = services.GetRequiredService<BackgroundLoops>().Bug
            ?? services
                .GetServices<IHostedService>()
                .OfType<BackgroundService>()
                .FirstOrDefault(part => part.ExecuteTask is { IsFaulted: true })
                ?.ExecuteTask?.Exception?.GetBaseException();
        if (bug is not null)
        {
            throw new CommandFailedException(
                $"a part of Flash met something unexpected ({bug.GetType().Name}) and ended the process; the log above "
                    + $"says where.",
                bug
            );
        }
    }

    private static WebApplication Build(Role roles, IConfiguration configuration, bool verbose)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
                ApplicationName = typeof(FlashApplication).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddLogs(configuration, verbose);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);

        builder.Services.AddTelemetry(roles.ToString().ToLowerInvariant(), configuration);
        RoleParts.Register(builder.Services, roles, builder.Configuration);
        var app = builder.Build();
        app.UseMetrics();
        RoleParts.Map(app, roles);
        return app;
    }
}
