using Flash.Bots.Replies;
using Flash.Bots.Sketches;
using Flash.Bots.Supervision;
using Flash.Bots.Telegram.Ingress;
using Flash.Bots.Telegram.Inline;
using Flash.Bots.Telegram.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram;

/// <summary>Puts Telegram into a host. Calling a method twice does nothing more.</summary>
public static class TelegramRegistration
{
    /// <summary>Lets the process post, edit and delete on Telegram: workers and ingress need it. Reads section
    /// <c>Telegram</c>.</summary>
    public static IServiceCollection AddFlashTelegramMessenger(this IServiceCollection services)
    {
        services.AddOptions<TelegramOptions>().BindConfiguration(TelegramOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TelegramOptions>, TelegramOptionsValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TelegramBot>();
        services.TryAddSingleton<InlinePictures>();
        services.TryAddSingleton<InlineMessages>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMessenger, TelegramMessenger>());
        return services;
    }

    /// <summary>Listens to Telegram, by webhook if one is configured and by long polling otherwise, and answers. Needs
    /// <c>AddFlashBots()</c>.</summary>
    public static IServiceCollection AddFlashTelegramIngress(this IServiceCollection services)
    {
        services.AddFlashTelegramMessenger();
        services.TryAddSingleton<UpdateHandler>();
        services.TryAddSingleton<UpdateInbox>();
        services.TryAddSingleton<InboxWork>();
        services.TryAddSingleton<ChatManagers>();
        services.TryAddSingleton<InlineQueries>();
        services.TryAddSingleton<RemoteSketcher>();
        services.AddDatabaseSignal(SketchRequests.DrawnChannel, provider =>
            provider.GetRequiredService<RemoteSketcher>().Drawn
        );
        services.TryAddSingleton<TelegramPolling>();
        services.TryAddSingleton<TelegramWebhook>();
        services.AddHostedService<TelegramIngress>(provider =>
            provider.GetRequiredService<IOptions<TelegramOptions>>().Value.Webhook.Url.Length > 0
                ? provider.GetRequiredService<TelegramWebhook>()
                : provider.GetRequiredService<TelegramPolling>()
        );
        return services;
    }

    /// <summary>Serves the pictures of inline results; maps nothing without <c>Flash:Telegram:Inline:PublicUrl</c>.
    /// Needs the messenger.</summary>
    public static IEndpointRouteBuilder MapFlashTelegramPictures(this IEndpointRouteBuilder endpoints)
    {
        PictureEndpoint.Map(endpoints);
        return endpoints;
    }

    /// <summary>Lets Telegram bring updates, at the path of <c>Flash:Telegram:Webhook:Url</c>; maps nothing
    /// when that is empty. Needs the ingress.</summary>
    public static IEndpointRouteBuilder MapFlashTelegramWebhook(this IEndpointRouteBuilder endpoints)
    {
        WebhookEndpoint.Map(endpoints);
        return endpoints;
    }
}
