using System.Globalization;
using Flash.Bots;
using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Discord;
using Flash.Bots.Generations;
using Flash.Bots.Privacy;
using Flash.Bots.Telegram;
using Flash.Bots.Web;
using Flash.Host.CommandLine;
using Flash.Host.Doctor;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Worker;
using Flash.Worker.Moderation;
using Microsoft.Extensions.Options;

namespace Flash.Host.Roles;

/// <summary>Which registrations each role takes. A process speaks to every network that has a token, and listens to
/// those it has the role for.</summary>
internal static class RoleParts
{
    private static readonly TimeSpan WarmUpTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>What <c>flash up</c> runs: worker and web always, a network as soon as its token is
    /// configured.</summary>
    public static Role Everything(IConfiguration configuration) =>
        Role.Worker
        | Role.Web
        | (HasToken(configuration, "Telegram") ? Role.Telegram : Role.None)
        | (HasToken(configuration, "Discord") ? Role.Discord : Role.None);

    /// <summary>Whether others call this process, so that its address has to be one they can know: browsers, Telegram's
    /// webhook, Discord's interactions.</summary>
    public static bool IsCalled(Role roles, IConfiguration configuration) =>
        roles.HasFlag(Role.Web)
        || (roles.HasFlag(Role.Telegram) && !string.IsNullOrWhiteSpace(configuration["Flash:Telegram:Webhook:Url"]))
        || (
            roles.HasFlag(Role.Discord)
            && string.Equals(
                configuration["Flash:Discord:Ingress"],
                nameof(DiscordIngress.Http),
                StringComparison.OrdinalIgnoreCase
            )
        );

    public static void Register(IServiceCollection services, Role roles, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[DatabasePool.Setting]))
        {
            configuration[DatabasePool.Setting] = Connections(roles).ToString(CultureInfo.InvariantCulture);
        }

        services.AddFlashBots().AddFlashPlaygroundMessenger();
        services.AddSingleton<IPostConfigureOptions<PictureOptions>, ModelShapes>();
        services.AddRoleHealth(roles);
        if ((roles & (Role.Worker | Role.Web)) != Role.None)
        {
            services.AddFlashAuditSealer();
        }

        if (HasToken(configuration, "Telegram"))
        {
            services.AddFlashTelegramMessenger();
        }

        if (HasToken(configuration, "Discord"))
        {
            services.AddFlashDiscordMessenger();
        }

        if (roles.HasFlag(Role.Telegram))
        {
            services.AddFlashTelegramIngress();
        }

        if (roles.HasFlag(Role.Discord))
        {
            services.AddFlashDiscordIngress();
        }

        if (roles.HasFlag(Role.Worker))
        {
            services.AddFlashWorker();
        }

        if (roles.HasFlag(Role.Web))
        {
            services.AddFlashWeb();
        }
    }

    /// <summary>The budget of docs/operations.md: a role that takes in many things at once needs the most.</summary>
    public static int Connections(Role roles) =>
        (roles.HasFlag(Role.Telegram) ? 12 : 0)
        + (roles.HasFlag(Role.Discord) ? 12 : 0)
        + (roles.HasFlag(Role.Worker) ? 10 : 0)
        + (roles.HasFlag(Role.Web) ? 10 : 0);

    public static void Map(WebApplication app, Role roles)
    {
        if (roles.HasFlag(Role.Telegram))
        {
            app.MapFlashTelegramWebhook();
        }

        if (roles.HasFlag(Role.Web) && HasToken(app.Configuration, "Telegram"))
        {
            app.MapFlashTelegramPictures();
        }

        if (roles.HasFlag(Role.Web))
        {
            app.MapFlashWeb();
        }
        else
        {
            app.MapRoleHealth();
        }

        if (roles.HasFlag(Role.Discord))
        {
            app.MapFlashDiscord();
        }
    }

    /// <summary>Before anything listens: no one writes to a log that lost entries, and a model that does not load stops
    /// the start.</summary>
    public static async Task PrepareAsync(
        IServiceProvider services,
        Role roles,
        IConfiguration configuration,
        Steps steps,
        CancellationToken cancellationToken
    )
    {
        if (await services.GetRequiredService<MasterKeyCheck>().FindObstacleAsync(cancellationToken) is { } obstacle)
        {
            throw new CommandFailedException(obstacle);
        }

        if (await services.GetRequiredService<AuditContinuity>().FindGapAsync(cancellationToken) is { } gap)
        {
            throw new CommandFailedException(
                gap.Sentence
                    + " Put back a newer backup; or, if what is missing is lost for good, run 'flash audit "
                    + "acknowledge-restore --by NAME --reason TEXT', which writes that down."
            );
        }

        if (roles.HasFlag(Role.Worker))
        {
            var name = configuration["Flash:Inference:Model"] ?? new InferenceOptions().Model;
            var model = await steps.RunAsync($"Loading {name}", () =>
                Task.Run(() => services.GetRequiredService<DiffusionModel>(), cancellationToken)
            );
            if (SafetyLooks.Warning(model, services.GetRequiredService<PictureCheckers>().IsAny) is { } warning)
            {
                steps.Say($"Warning: {warning}.");
            }

            if (services.GetRequiredService<IOptions<InferenceOptions>>().Value.Device == InferenceDevice.Auto)
            {
                steps.Say(
                    $"Drawing on the {(model.Device == InferenceDevice.Cpu ? "CPU" : "GPU")}: {model.DeviceReason}."
                );
            }
        }
    }

    /// <summary>Waits until a generation would be picked up at once: the first one should not pay for the
    /// start.</summary>
    public static async Task WarmUpAsync(IServiceProvider services, Steps steps, CancellationToken cancellationToken)
    {
        if (services.GetService<WorkerReadiness>() is { } worker)
        {
            await steps.RunAsync("Warming up", async () =>
            {
                using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                bounded.CancelAfter(WarmUpTimeout);
                try
                {
                    while (!worker.IsReady)
                    {
                        await Task.Delay(PollInterval, bounded.Token);
                    }
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new CommandFailedException(
                        $"the worker was not ready within {WarmUpTimeout.TotalMinutes:0} minutes: start with --verbose "
                            + $"to see why."
                    );
                }
            });
        }
    }

    private static bool HasToken(IConfiguration configuration, string network) =>
        !string.IsNullOrWhiteSpace(configuration[$"Flash:{network}:Token"]);
}
