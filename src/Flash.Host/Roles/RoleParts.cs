using Flash.Bots.Discord;
using Flash.Host.CommandLine;

namespace Flash.Host.Roles;

/// <summary>Which registrations each role takes. A process speaks to every network that has a token, and listens to those it has the role for.</summary>
internal static class RoleParts
{
    /// <summary>What <c>flash up</c> runs: worker and web always, a network as soon as its token is configured.</summary>
    public static Role Everything(IConfiguration configuration) =>
        Role.Worker | Role.Web
        | (HasToken(configuration, "Telegram") ? Role.Telegram : Role.None)
        | (HasToken(configuration, "Discord") ? Role.Discord : Role.None);

    public static void Register(IServiceCollection services, Role roles, IConfiguration configuration)
    {
        services.AddHealthChecks();
        if (HasToken(configuration, "Discord"))
        {
            services.AddFlashDiscordMessenger();
        }

        if (roles.HasFlag(Role.Discord))
        {
            services.AddFlashDiscordIngress();
        }
    }

    public static void Map(WebApplication app, Role roles)
    {
        app.MapHealthChecks("/health/live");
    }

    /// <summary>What takes long is done before the first request, where a person sees it happen.</summary>
    public static Task PrepareAsync(IServiceProvider services, Role roles, Steps steps, CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool HasToken(IConfiguration configuration, string network) => !string.IsNullOrWhiteSpace(configuration[$"{network}:Token"]);
}
