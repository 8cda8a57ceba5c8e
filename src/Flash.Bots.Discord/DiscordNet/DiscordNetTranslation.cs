using System.Globalization;
using System.Text.Json;
using Discord;
using Discord.WebSocket;
using Flash.Bots.Discord.Interactions;
using Interaction = Flash.Bots.Discord.Interactions.Interaction;
using InteractionType = Flash.Bots.Discord.Interactions.InteractionType;

namespace Flash.Bots.Discord.DiscordNet;

/// <summary>Discord.Net's objects as the interaction that every other way in delivers.</summary>
internal static class DiscordNetTranslation
{
    public static Interaction Of(SocketInteraction received) => new()
    {
        Id = received.Id,
        ApplicationId = received.ApplicationId,
        Type = (InteractionType)(int)received.Type,
        Token = received.Token,
        Data = DataOf(received),
        ChannelId = received.ChannelId,
        Channel = new InteractionChannel((received.InteractionChannel ?? received.Channel)?.Name, null),
        User = new InteractionUser(received.User.Id, received.User.Username, received.User.GlobalName),
        Locale = received.UserLocale,
        Context = (int?)received.ContextType,
        Message = received is SocketMessageComponent press ? MessageOf(press.Message) : null,
    };

    private static InteractionData DataOf(SocketInteraction received) => received switch
    {
        SocketSlashCommand command => new() { Name = command.Data.Name, Options = [.. command.Data.Options.Select(option => OptionOf(option.Name, option.Value, false))] },
        SocketAutocompleteInteraction typing => new() { Name = typing.Data.CommandName, Options = [.. typing.Data.Options.Select(option => OptionOf(option.Name, option.Value, option.Focused))] },
        SocketMessageCommand menu => new()
        {
            Name = menu.Data.Name,
            TargetId = menu.Data.Message.Id,
            Resolved = new(new Dictionary<string, InteractionMessage> { [menu.Data.Message.Id.ToString(CultureInfo.InvariantCulture)] = MessageOf(menu.Data.Message) }),
        },
        SocketMessageComponent press => new() { CustomId = press.Data.CustomId },
        _ => new(),
    };

    private static InteractionOption OptionOf(string name, object value, bool isFocused)
        => new() { Name = name, Value = JsonSerializer.SerializeToElement(value), Focused = isFocused };

    private static InteractionMessage MessageOf(SocketMessage message) => new()
    {
        Id = message.Id,
        Components = [.. message.Components.OfType<ActionRowComponent>().Select(row =>
            new InteractionComponent(null, [.. row.Components.OfType<ButtonComponent>().Select(button => new InteractionComponent(button.CustomId, null))]))],
    };
}
