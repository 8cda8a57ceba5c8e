using Flash.Bots.Audit;
using Flash.Bots.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Flash.Bots;

/// <summary>Registers what looks after the audit log.</summary>
public static class FlashAuditRegistration
{
    /// <summary>Lets this process seal the audit log while it runs, and let go of what is too old. Calling it twice is
    /// harmless, and so are several such processes.</summary>
    public static IServiceCollection AddFlashAuditSealer(this IServiceCollection services)
    {
        services.AddFlashBots();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, AuditSealer>(provider =>
                provider.GetRequiredService<AuditSealer>()
            )
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AuditVerificationService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RetentionService>());
        return services;
    }
}
