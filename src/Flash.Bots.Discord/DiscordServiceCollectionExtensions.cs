using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Gateway;
using Flash.Bots.Discord.Http;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord;

/// <summary>Registers Discord with a host.</summary>
public static class DiscordServiceCollectionExtensions
{
    /// <summary>Lets this process post to Discord: for every process when <c>Flash:Discord:Token</c> is set.</summary>
    public static IServiceCollection AddFlashDiscordMessenger(this IServiceCollection services)
    {
        services.AddOptions<DiscordOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<DiscordOptions>, DiscordOptionsBinding>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<DiscordOptions>, DiscordOptionsBinding>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RestClient>();
        services.TryAddSingleton<DiscordApi>();
        services.TryAddSingleton<InteractionMemory>();
        services.TryAddSingleton(provider => new PictureDownload(
            provider.GetRequiredService<IOptions<DiscordOptions>>().Value.ApiBaseUrl
        ));
        services.TryAddSingleton<DiscordMessenger>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IMessenger, DiscordMessenger>(provider =>
                provider.GetRequiredService<DiscordMessenger>()
            )
        );
        return services;
    }

    /// <summary>Lets this process receive interactions: for processes with the role <c>discord</c>. Needs
    /// <c>AddFlashBots</c>; with <c>Flash:Discord:Ingress=Http</c> also <c>MapFlashDiscord</c>.</summary>
    public static IServiceCollection AddFlashDiscordIngress(this IServiceCollection services)
    {
        services.AddFlashDiscordMessenger();
        services.TryAddSingleton<ArrivalInbox>();
        services.TryAddSingleton<InteractionHandler>();
        services.TryAddSingleton<AllowedChannels>();
        services.TryAddSingleton<ApplicationIdentity>();
        services.TryAddSingleton<DirectMessages>();
        services.TryAddSingleton<CommandInteractions>();
        services.TryAddSingleton<PressInteractions>();
        services.TryAddSingleton<EditInteractions>();
        services.TryAddSingleton<FormInteractions>();
        services.TryAddSingleton<ReferenceInteractions>();
        services.TryAddSingleton<ImagineInteractions>();
        services.TryAddSingleton<PictureInteractions>();
        services.TryAddSingleton<ShownGenerations>();
        services.TryAddSingleton<ReportInteractions>();
        services.TryAddSingleton<HideInteractions>();
        services.TryAddSingleton<PersonalAnswers>();
        services.TryAddSingleton<OwnGenerations>();
        services.TryAddSingleton<Suggestions>();
        services.TryAddSingleton<InteractionEndpoint>();
        services.AddHostedService<ArrivalPump>();
        services.AddHostedService<CommandRegistration>();
#if DISCORD_NET
        services.AddHostedService<DiscordNet.DiscordNetIngress>();
#else
        services.AddHostedService<GatewayIngress>();
#endif
        return services;
    }
}
