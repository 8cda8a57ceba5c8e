using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.DiscordApi;

/// <summary>The REST API's routes that a bot of this kind uses.</summary>
internal static class RestRoutes
{
    /// <summary>The parts of a path that limits are counted apart for.</summary>
    private static readonly string[] TopLevel = ["channel", "application", "token", "interaction"];

    public static void Map(WebApplication app, DiscordServer server)
    {
        var api = app.MapGroup("/api/v10");
        var messages = new MessageRoutes(server);
        var interactions = new InteractionRoutes(server);

        void Add(string method, string route, bool needsBot, Func<HttpContext, Task<JsonNode?>> answer) =>
            api.MapMethods(route, [method], context => AnswerAsync(server, context, route, needsBot, answer));

        Add("GET", "/applications/@me", needsBot: true, _ => Task.FromResult<JsonNode?>(
                new JsonObject
                {
                    ["id"] = server.ApplicationId.ToString(),
                    ["name"] = "Flash",
                    ["verify_key"] = server.Http.PublicKey,
                }
            ));
        Add("GET", "/users/@me", needsBot: true, _ => Task.FromResult<JsonNode?>(
                new JsonObject
                {
                    ["id"] = server.ApplicationId.ToString(),
                    ["username"] = "flash",
                    ["discriminator"] = "0",
                    ["bot"] = true,
                }
            ));
        Add("GET", "/applications/{application}/commands", needsBot: true, _ =>
            Task.FromResult<JsonNode?>(server.State.Commands.DeepClone())
        );
        Add("PUT", "/applications/{application}/commands", needsBot: true, interactions.OverwriteCommandsAsync);
        Add("GET", "/gateway/bot", needsBot: true, _ => Task.FromResult<JsonNode?>(server.Gateway.Describe()));
        Add("POST", "/users/@me/channels", needsBot: true, messages.OpenDirectMessagesAsync);
        Add("POST", "/channels/{channel}/messages", needsBot: true, messages.CreateAsync);
        Add("PATCH", "/channels/{channel}/messages/{message}", needsBot: true, messages.EditAsync);
        Add("DELETE", "/channels/{channel}/messages/{message}", needsBot: true, messages.DeleteAsync);
        Add("POST", "/interactions/{interaction}/{token}/callback", needsBot: false, interactions.RespondAsync);
        Add("POST", "/webhooks/{application}/{token}", needsBot: false, interactions.FollowUpAsync);
        Add("PATCH", "/webhooks/{application}/{token}/messages/{message}", needsBot: false, interactions.EditAsync);
        Add("DELETE", "/webhooks/{application}/{token}/messages/{message}", needsBot: false, interactions.DeleteAsync);
        Add("GET", "/webhooks/{application}/{token}/messages/{message}", needsBot: false, interactions.GetAsync);
    }

    private static async Task AnswerAsync(
        DiscordServer server,
        HttpContext context,
        string route,
        bool needsBot,
        Func<HttpContext, Task<JsonNode?>> answer
    )
    {
        try
        {
            CheckHeaders(server, context, needsBot);
            var resource = string.Join('/', TopLevel.Select(key => context.Request.RouteValues[key]));
            if (await server.Limits.IsInterruptedAsync(context, isCarriedOut: false))
            {
                return;
            }

            if (await server.Limits.AdmitAsync(context, route, resource))
            {
                var json = await answer(context);
                if (await server.Limits.IsInterruptedAsync(context, isCarriedOut: true))
                {
                    return;
                }

                if (json is not null)
                {
                    await context.Response.WriteAsJsonAsync(json);
                }
                else
                {
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
                }
            }
        }
        catch (DiscordRefusalException refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsJsonAsync(refusal.ToJson());
        }

        server.Calls.Enqueue(
            new RestCall(context.Request.Method, context.Request.Path, context.Response.StatusCode)
            {
                Route = route,
                Body = RequestBody.SentIn(context),
            }
        );
    }

    private static void CheckHeaders(DiscordServer server, HttpContext context, bool needsBot)
    {
        if (!context.Request.Headers.UserAgent.ToString().StartsWith("DiscordBot (", StringComparison.Ordinal))
        {
            server.Violations.Enqueue(
                $"A request came without a user agent of the form 'DiscordBot (url, version)': {context.Request.Headers.UserAgent}"
            );
        }

        var authorization = context.Request.Headers.Authorization.ToString();
        if (!needsBot && authorization.Length > 0)
        {
            server.Violations.Enqueue("The bot token was sent to an interaction endpoint, which does not need it.");
        }

        if (needsBot && authorization != "Bot " + server.Token)
        {
            throw new DiscordRefusalException(401, 0, "401: Unauthorized");
        }
    }
}
