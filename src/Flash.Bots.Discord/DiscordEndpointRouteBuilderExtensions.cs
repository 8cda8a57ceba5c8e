using Flash.Bots.Discord.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord;

/// <summary>Maps Discord's way in to a web application.</summary>
public static class DiscordEndpointRouteBuilderExtensions
{
    /// <summary>The path of the interactions endpoint.</summary>
    public const string InteractionsPath = "/discord/interactions";

    /// <summary>Maps <see cref="InteractionsPath"/> when <c>Flash:Discord:Ingress</c> is <c>Http</c>;
    /// nothing otherwise. Needs <c>AddFlashDiscordIngress</c>.</summary>
    public static IEndpointRouteBuilder MapFlashDiscord(this IEndpointRouteBuilder endpoints)
    {
        if (
            endpoints.ServiceProvider.GetRequiredService<IOptions<DiscordOptions>>().Value.Ingress
            == DiscordIngress.Http
        )
        {
            var endpoint = endpoints.ServiceProvider.GetRequiredService<InteractionEndpoint>();
            endpoints.MapPost(InteractionsPath, (HttpRequest request, CancellationToken cancellationToken) =>
                endpoint.ReceiveAsync(request, cancellationToken)
            );
        }

        return endpoints;
    }
}
