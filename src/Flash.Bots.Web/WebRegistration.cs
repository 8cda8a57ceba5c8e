using Flash.Bots.Data;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.Playground;
using Flash.Bots.Web.Security;
using Flash.Bots.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web;

/// <summary>Registers the playground and the operators' pages.</summary>
public static class WebRegistration
{
    /// <summary>Lets this process post to the playground; needs no web server. Expects <see
    /// cref="FlashBotsRegistration.AddFlashBots"/>.</summary>
    public static IServiceCollection AddFlashPlaygroundMessenger(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PlaygroundStore>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMessenger, PlaygroundMessenger>());
        return services;
    }

    /// <summary>Adds what <see cref="MapFlashWeb"/> serves. Expects <see
    /// cref="FlashBotsRegistration.AddFlashBots"/>.</summary>
    public static IServiceCollection AddFlashWeb(this IServiceCollection services)
    {
        services.AddFlashPlaygroundMessenger();
        services.AddOptions<PlaygroundOptions>().BindConfiguration(PlaygroundOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PlaygroundOptions>, PlaygroundOptionsValidator>()
        );
        services.AddOptions<TraceLinkOptions>().BindConfiguration(TraceLinkOptions.Section);
        services.TryAddSingleton<PlaygroundReader>();
        services.TryAddSingleton<PlaygroundLimits>();
        services.TryAddSingleton<PlaygroundListener>();
        services.AddDatabaseSignal(PlaygroundListener.ChannelName, provider =>
            provider.GetRequiredService<PlaygroundListener>().Heard
        );
        services.TryAddSingleton<PlaygroundStream>();
        services.TryAddSingleton(provider => new Moderators(
            provider.GetRequiredService<IDbContextFactory<FlashDb>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<Bots.Moderation.ModerationOptions>>()
        ));
        services.TryAddSingleton<ModerationReader>();
        services.TryAddSingleton<ModerationLimits>();
        services.TryAddSingleton<PeopleReader>();
        services.TryAddSingleton<ReviewReader>();
        services.TryAddSingleton<RuleReader>();
        services.TryAddSingleton<StatisticsReader>();
        services.TryAddSingleton<ConsoleSessions>();
        services.TryAddSingleton<Viewers>();
        services.TryAddSingleton<ModeratorTeam>();
        services.TryAddSingleton<LiveChanges>();
        services.TryAddSingleton<NotedViews>();
        services.TryAddSingleton<SecondFactors>();
        services.AddOpenIdSignIn();
        services.AddRazorComponents();
        services.Configure<KeyManagementOptions>(options =>
            (options.XmlRepository, options.XmlEncryptor) = (new KeysInMemory(), new NullXmlEncryptor())
        );
        services.AddProblemDetails();
        services
            .AddHealthChecks()
            .AddCheck<DatabaseCheck>(Health.Database, tags: [Health.Ready])
            .AddCheck<AuditCheck>(Health.Audit, tags: [Health.Ready]);

        // All that Hangfire's dashboard asks for; AddHangfire would also bring a storage and servers of its own.
        services.TryAddSingleton<Hangfire.IGlobalConfiguration>(Hangfire.GlobalConfiguration.Configuration);
        services.TryAddSingleton(_ => Hangfire.Dashboard.DashboardRoutes.Routes);

        // What it runs on is no one's business.
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
            options.AddServerHeader = false
        );

        // Development would otherwise answer a malformed body with a stack trace.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.Converters.Add(
                new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)
            )
        );
        return services;
    }

    /// <summary>Serves the playground at <c>/</c>, the console at <c>/moderation/</c>, health at <c>/health/live</c>
    /// and
    /// <c>/health/ready</c>.</summary>
    public static WebApplication MapFlashWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseKnownHosts();
        app.UseAuthentication();
        app.UseStatusCodePages(context =>
            Refusals
                .Of(
                    context.HttpContext.Response.StatusCode,
                    context.HttpContext.Response.StatusCode switch
                    {
                        StatusCodes.Status404NotFound => "There is nothing at this address; the playground is at /.",
                        StatusCodes.Status405MethodNotAllowed => "This address does not take that kind of request.",
                        StatusCodes.Status413PayloadTooLarge => PictureUpload.TooLarge(context.HttpContext.Texts),
                        StatusCodes.Status415UnsupportedMediaType => "Messages are sent as JSON (application/json).",
                        _ => "The request could not be read; it must be JSON with the fields that the page sends.",
                    }
                )
                .ExecuteAsync(context.HttpContext)
        );
        app.MapEmbeddedAssets();
        app.MapPlayground();
        app.MapModeration();
        app.MapHealth();
        app.MapOperatorPages();
        return app;
    }
}
