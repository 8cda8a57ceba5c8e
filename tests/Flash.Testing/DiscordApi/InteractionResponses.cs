using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>What Discord does with the first response to an interaction, however it came.</summary>
internal static class InteractionResponses
{
    public static void Accept(DiscordServer server, DiscordInteraction interaction, JsonObject response)
    {
        var took = TimeProvider.System.GetUtcNow() - interaction.At;
        if (took > server.ResponseDeadline)
        {
            throw DiscordRefusalException.UnknownInteraction;
        }

        lock (interaction)
        {
            if (interaction.Response is not null)
            {
                throw DiscordRefusalException.AlreadyAcknowledged;
            }

            Check(server, interaction, response);
            Carry(server, interaction, response);
            interaction.ResponseTime = took;
            interaction.Response = response;
        }
    }

    private static void Check(DiscordServer server, DiscordInteraction interaction, JsonObject response)
    {
        var data = response["data"] as JsonObject;
        var flags = (int?)data?["flags"] ?? 0;
        var type = (int?)response["type"];
        MessageRules.Demand(
            (type, interaction.Type) is (4 or 5, 2 or 3 or 5) or (6 or 7, 3 or 5) or (8, 4) or (9, 2 or 3),
            $"type: {type} does not answer an interaction of type {interaction.Type}."
        );
        switch (type)
        {
            case 4:
                MessageRules.Check(data ?? [], new Dictionary<int, DiscordUpload>(), isEdit: false, isWebhook: true);
                if (!MessageRules.PingsNobody(data!))
                {
                    server.Violations.Enqueue(
                        "A response was sent that might ping somebody: allowed_mentions.parse is not empty."
                    );
                }

                break;
            case 5:
                MessageRules.Demand(flags is 0 or 64, "flags: only EPHEMERAL is valid on a deferred response.");
                break;
            case 8:
                MessageRules.Demand(
                    data?["choices"]?.AsArray() is { Count: <= 25 },
                    "choices: Must be 25 or fewer in length."
                );
                MessageRules.Demand(
                    data!["choices"]!
                        .AsArray()
                        .All(choice =>
                            ((string?)choice!["name"])?.Length is >= 1 and <= 100
                            && choice["value"]!.ToString().Length is >= 1 and <= 100
                        ),
                    "choices: Must be between 1 and 100 in length."
                );
                break;
            case 9:
                MessageRules.Demand(
                    ((string?)data?["custom_id"])?.Length is >= 1 and <= 100
                        && ((string?)data?["title"])?.Length is >= 1 and <= 45,
                    "modal: custom_id 1 to 100, title 1 to 45."
                );
                MessageRules.CheckForm(data!["components"]?.AsArray());
                break;
            default:
                break;
        }
    }

    private static void Carry(DiscordServer server, DiscordInteraction interaction, JsonObject response)
    {
        if ((int?)response["type"] is 6 or 7)
        {
            // Of a press, the original response is the message with the button.
            interaction.Original = interaction.Payload["message"] is { } pressed
                ? server.State.Messages.GetValueOrDefault(
                    ulong.Parse((string)pressed["id"]!, System.Globalization.CultureInfo.InvariantCulture)
                )
                : null;
        }

        if ((int?)response["type"] is not (4 or 5))
        {
            return;
        }

        var row = new DiscordMessageRow
        {
            Id = server.State.NewId(),
            ChannelId = interaction.ChannelId,
            InteractionToken = interaction.Token,
            IsLoading = (int?)response["type"] == 5,
            Flags = (int?)response["data"]?["flags"] ?? 0,
            Content = (string?)response["data"]?["content"] ?? "",
        };
        interaction.Original = row;
        server.State.Messages[row.Id] = row;
    }
}
