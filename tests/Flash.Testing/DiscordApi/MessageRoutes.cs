using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.DiscordApi;

/// <summary>Messages of the bot as itself.</summary>
internal sealed class MessageRoutes(DiscordServer server)
{
    private readonly Lock creating = new();

    public async Task<JsonNode?> CreateAsync(HttpContext context)
    {
        var channel = ChannelOf(context);
        var body = await RequestBody.ReadAsync(context);
        MessageRules.Check(body.Json, body.Files, isEdit: false, isWebhook: false);
        NotePings(body);
        lock (creating)
        {
            var nonce = body.Json["nonce"]?.ToString();
            if (
                nonce is not null
                && (bool?)body.Json["enforce_nonce"] == true
                && server.State.Messages.Values.FirstOrDefault(message => message.Nonce == nonce) is { } same
            )
            {
                return same.ToJson();
            }

            var row = new DiscordMessageRow
            {
                Id = server.State.NewId(),
                ChannelId = channel.Id,
                Nonce = nonce,
            };
            row.AnswersTo = body.Json["message_reference"]?["message_id"] is { } answered
                ? ulong.Parse((string)answered!, CultureInfo.InvariantCulture)
                : null;
            body.Apply(row, server.State, isEdit: false);
            server.State.Messages[row.Id] = row;
            return row.ToJson();
        }
    }

    public async Task<JsonNode?> EditAsync(HttpContext context)
    {
        var row = RowOf(context);
        var body = await RequestBody.ReadAsync(context);
        MessageRules.Check(body.Json, body.Files, isEdit: true, isWebhook: false);
        NotePings(body);
        body.Apply(row, server.State, isEdit: true);
        return row.ToJson();
    }

    public Task<JsonNode?> DeleteAsync(HttpContext context)
    {
        RowOf(context).IsDeleted = true;
        return Task.FromResult<JsonNode?>(null);
    }

    public async Task<JsonNode?> OpenDirectMessagesAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        var user = ulong.Parse((string)body.Json["recipient_id"]!, CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["id"] = server.State.DirectMessages(user).Id.ToString(CultureInfo.InvariantCulture),
            ["type"] = 1,
        };
    }

    private void NotePings(RequestBody body)
    {
        if (!MessageRules.PingsNobody(body.Json))
        {
            server.Violations.Enqueue(
                "A message was sent that might ping somebody: allowed_mentions.parse is not empty."
            );
        }
    }

    private DiscordChannel ChannelOf(HttpContext context)
    {
        var id = ulong.Parse((string)context.Request.RouteValues["channel"]!, CultureInfo.InvariantCulture);
        var channel = server.State.Channels.GetValueOrDefault(id) ?? throw DiscordRefusalException.UnknownChannel;
        if (channel.Recipient is { } user && server.State.ClosedToDirectMessages.ContainsKey(user))
        {
            throw new DiscordRefusalException(403, 50007, "Cannot send messages to this user");
        }

        return channel.BotMayPost ? channel : throw DiscordRefusalException.MissingAccess;
    }

    private DiscordMessageRow RowOf(HttpContext context)
    {
        var channel = ChannelOf(context);
        var id = ulong.Parse((string)context.Request.RouteValues["message"]!, CultureInfo.InvariantCulture);
        var row = server.State.Messages.GetValueOrDefault(id);
        return row is { IsDeleted: false, IsEphemeral: false } && row.ChannelId == channel.Id
            ? row
            : throw DiscordRefusalException.UnknownMessage;
    }
}
