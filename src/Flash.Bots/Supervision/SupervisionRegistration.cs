using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flash.Bots.Supervision;

/// <summary>Registers what looks after the background of a process.</summary>
public static class SupervisionRegistration
{
    /// <summary>Adds <see cref="BackgroundLoops"/>. Calling it twice is harmless.</summary>
    public static IServiceCollection AddBackgroundLoops(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BackgroundLoops>();
        return services;
    }

    /// <summary>Has the process's one listener pass on what is notified on a channel, and an empty payload after every
    /// (re)connect. A channel may have several takers; the same registration twice makes two.</summary>
    public static IServiceCollection AddDatabaseSignal(
        this IServiceCollection services,
        string channel,
        Func<IServiceProvider, Action<string>> taker
    )
    {
        services.AddDatabaseListener();
        return services.AddSingleton(provider => new DatabaseSignal(channel, payload => taker(provider)(payload)));
    }

    /// <summary>Starts the listener at this place in the order of hosted services. Calling it twice is
    /// harmless.</summary>
    public static IServiceCollection AddDatabaseListener(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(DatabaseListener)))
        {
            services.AddBackgroundLoops();
            services.AddSingleton<DatabaseListener>();
            services.AddHostedService(provider => provider.GetRequiredService<DatabaseListener>());
        }

        return services;
    }
}
