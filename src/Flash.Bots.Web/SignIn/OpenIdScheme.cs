using System.Text.Encodings.Web;
using Flash.Bots.Privacy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Flash.Bots.Web.SignIn;

/// <summary>
/// Code flow with PKCE at the configured provider, by ASP.NET Core's own handler. It proves who someone is; the
/// session that follows is the console's own, so that a one-time link and a provider lead to the same thing.
/// </summary>
internal static class OpenIdScheme
{
    public const string Name = "openid";

    /// <summary>Where the provider sends people back to; below the console, so that its cookies go nowhere
    /// else.</summary>
    public const string ReturnPath = "/moderation/sign-in/openid/return";

    public static IServiceCollection AddOpenIdSignIn(this IServiceCollection services)
    {
        services.AddOptions<OpenIdOptions>().BindConfiguration(OpenIdOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsValidator>()
        );
        services.AddAuthentication();
        services.TryAddTransient<OpenIdConnectHandler>();
        services.TryAddTransient<NoScheme>();
        services.TryAddSingleton<OpenIdEvents>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AuthenticationOptions>, Schemes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<OpenIdConnectOptions>, Handler>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IPostConfigureOptions<OpenIdConnectOptions>,
                OpenIdConnectPostConfigureOptions
            >()
        );
        return services;
    }

    /// <summary>Only a configured provider is a scheme; without one nothing of this answers.</summary>
    private sealed class Schemes(IOptions<OpenIdOptions> provider) : IConfigureOptions<AuthenticationOptions>
    {
        public void Configure(AuthenticationOptions options)
        {
            if (provider.Value.IsOn)
            {
                options.AddScheme<OpenIdConnectHandler>(Name, provider.Value.Name);

                // A scheme that stands alone would be the default one, and be asked about every request.
                options.AddScheme<NoScheme>(NoScheme.Name, null);
            }
        }
    }

    private sealed class Handler(IOptions<OpenIdOptions> provider, MasterKey master, OpenIdEvents events)
        : IConfigureNamedOptions<OpenIdConnectOptions>
    {
        public void Configure(OpenIdConnectOptions options) { }

        public void Configure(string? name, OpenIdConnectOptions options)
        {
            if (name != Name)
            {
                return;
            }

            var wanted = provider.Value;
            options.Authority = wanted.Authority;
            options.ClientId = wanted.ClientId;
            options.ClientSecret = wanted.ClientSecret;
            options.RequireHttpsMetadata = !new Uri(wanted.Authority!).IsLoopback; // validated at the start
            options.ResponseType = OpenIdConnectResponseType.Code;

            // A redirect, not a form: cookies that are Lax come along, so nothing has to be SameSite=None.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            options.GetClaimsFromUserInfoEndpoint = true;
            options.BackchannelTimeout = TimeSpan.FromSeconds(15);
            options.CallbackPath = ReturnPath;
            options.SignInScheme = NoScheme.Name;
            options.DataProtectionProvider = new MasterKeyProtection(master);
            options.Scope.Clear();
            foreach (var scope in wanted.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                options.Scope.Add(scope);
            }

            options.ClaimActions.MapUniqueJsonKey(wanted.Claim, wanted.Claim);
            options.ClaimActions.MapUniqueJsonKey(OpenIdEvents.AddressIsVerified, OpenIdEvents.AddressIsVerified);
            foreach (var cookie in new[] { options.NonceCookie, options.CorrelationCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.HttpOnly = true;
            }

            options.Events = events;
        }
    }

    /// <summary>Knows no one.</summary>
    private sealed class NoScheme(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory loggers,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        public const string Name = "none";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.NoResult());
    }
}
