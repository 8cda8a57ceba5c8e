using Flash.Bots;
using Flash.Bots.Discord;
using Flash.Bots.Telegram;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Worker;

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
        services.AddFlashBots();
        services.AddHealthChecks();
        if (roles.HasFlag(Role.Worker))
        {
            services.AddFlashWorker();
        }

        if (HasToken(configuration, "Telegram"))
        {
            services.AddFlashTelegramMessenger();
        }

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
        if (!roles.HasFlag(Role.Web))
        {
            app.MapRoleHealth();
        }
    }

    /// <summary>What takes long is done before the first request, where a person sees it happen.</summary>
    public static async Task PrepareAsync(IServiceProvider services, Role roles, IConfiguration configuration, Steps steps, CancellationToken cancellationToken)
    {
        if (roles.HasFlag(Role.Worker))
        {
            var name = configuration["Inference:Model"] ?? new InferenceOptions().Model;
            await steps.RunAsync($"Loading {name}", () => Task.Run(() => services.GetRequiredService<DiffusionModel>(), cancellationToken));
        }
    }

    private static bool HasToken(IConfiguration configuration, string network) => !string.IsNullOrWhiteSpace(configuration[$"{network}:Token"]);
}
