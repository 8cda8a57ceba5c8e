using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.DiscordApi;

/// <summary>Responses to interactions, and the commands that cause them.</summary>
internal sealed class InteractionRoutes(DiscordServer server)
{
    public async Task<JsonNode?> RespondAsync(HttpContext context)
    {
        var interaction = server.State.Interactions.GetValueOrDefault((string)context.Request.RouteValues["token"]!);
        var id = ulong.Parse((string)context.Request.RouteValues["interaction"]!, CultureInfo.InvariantCulture);
        if (interaction is null || interaction.Id != id || interaction.IsExpired)
        {
            throw DiscordRefusalException.UnknownInteraction;
        }

        var body = await RequestBody.ReadAsync(context);
        InteractionResponses.Accept(server, interaction, body.Json);
        return null;
    }

    public async Task<JsonNode?> FollowUpAsync(HttpContext context)
    {
        var interaction = InteractionOf(context);
        var body = await RequestBody.ReadAsync(context);
        NotePings(body);
        if (interaction.Original is { IsLoading: true, IsDeleted: false } deferred)
        {
            // Documented: right after deferring, a follow-up fills the original response and its ephemeral flag is
            // ignored.
            MessageRules.Check(body.Json, body.Files, isEdit: false, isWebhook: true);
            body.Apply(deferred, server.State, isEdit: true);
            return deferred.ToJson();
        }

        MessageRules.Check(body.Json, body.Files, isEdit: false, isWebhook: true);
        if (interaction.IsUserInstall && ++interaction.Followups > 5)
        {
            throw new DiscordRefusalException(400, 40094, "Maximum number of follow up messages reached.");
        }

        var row = new DiscordMessageRow
        {
            Id = server.State.NewId(),
            ChannelId = interaction.ChannelId,
            InteractionToken = interaction.Token,
        };
        body.Apply(row, server.State, isEdit: false);
        server.State.Messages[row.Id] = row;
        return row.ToJson();
    }

    public async Task<JsonNode?> EditAsync(HttpContext context)
    {
        var row = RowOf(context);
        var body = await RequestBody.ReadAsync(context);
        NotePings(body);
        MessageRules.Check(body.Json, body.Files, isEdit: true, isWebhook: true);
        body.Apply(row, server.State, isEdit: true);
        return row.ToJson();
    }

    public Task<JsonNode?> DeleteAsync(HttpContext context)
    {
        RowOf(context).IsDeleted = true;
        return Task.FromResult<JsonNode?>(null);
    }

    public Task<JsonNode?> GetAsync(HttpContext context) => Task.FromResult<JsonNode?>(RowOf(context).ToJson());

    public async Task<JsonNode?> OverwriteCommandsAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var commands = JsonNode.Parse(await reader.ReadToEndAsync(context.RequestAborted))!.AsArray();
        CommandRules.Check(commands);
        foreach (var command in commands.Select(command => command!.AsObject()))
        {
            command["id"] = server.State.NewId().ToString(CultureInfo.InvariantCulture);
            command["application_id"] = server.ApplicationId.ToString(CultureInfo.InvariantCulture);
            command["version"] = server.State.NewId().ToString(CultureInfo.InvariantCulture);
            command["default_member_permissions"] ??= null;
            command["nsfw"] = false;
        }

        server.State.Commands = commands;
        return commands.DeepClone();
    }

    private void NotePings(RequestBody body)
    {
        if (!MessageRules.PingsNobody(body.Json))
        {
            server.Violations.Enqueue(
                "A response was sent that might ping somebody: allowed_mentions.parse is not empty."
            );
        }
    }

    private DiscordInteraction InteractionOf(HttpContext context)
    {
        var interaction = server.State.Interactions.GetValueOrDefault((string)context.Request.RouteValues["token"]!);
        if (
            interaction is null
            || (string)context.Request.RouteValues["application"]!
                != server.ApplicationId.ToString(CultureInfo.InvariantCulture)
        )
        {
            throw DiscordRefusalException.UnknownWebhook;
        }

        if (interaction.IsExpired || TimeProvider.System.GetUtcNow() - interaction.At > TimeSpan.FromMinutes(15))
        {
            throw DiscordRefusalException.InvalidWebhookToken;
        }

        return interaction.Response is null ? throw DiscordRefusalException.UnknownWebhook : interaction;
    }

    private DiscordMessageRow RowOf(HttpContext context)
    {
        var interaction = InteractionOf(context);
        var name = (string)context.Request.RouteValues["message"]!;
        var row =
            name == "@original" ? interaction.Original
            : ulong.TryParse(name, CultureInfo.InvariantCulture, out var id)
            && server.State.Messages.GetValueOrDefault(id) is { } found
            && found.InteractionToken == interaction.Token
                ? found
            : null;
        return row is { IsDeleted: false } ? row : throw DiscordRefusalException.UnknownMessage;
    }
}
