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
    public static Interaction Of(SocketInteraction received) =>
        new()
        {
            Id = received.Id,
            ApplicationId = received.ApplicationId,
            Type = (InteractionType)(int)received.Type,
            Token = received.Token,
            Data = DataOf(received),
            ChannelId = received.ChannelId,
            Channel = new InteractionChannel(
                (received.InteractionChannel ?? received.Channel)?.Name,
                null,
                (received.Channel as ITextChannel)?.IsNsfw
            ),
            Member = received.User is SocketGuildUser member
                ? new InteractionMember(null, member.GuildPermissions.RawValue.ToString(CultureInfo.InvariantCulture))
                : null,
            User = new InteractionUser(received.User.Id, received.User.Username, received.User.GlobalName),
            Locale = received.UserLocale,
            Context = (int?)received.ContextType,
            Message = received is SocketMessageComponent press ? MessageOf(press.Message) : null,
        };

    public static DirectMessage Of(SocketMessage received) =>
        new()
        {
            Id = received.Id,
            ChannelId = received.Channel.Id,
            GuildId = (received.Channel as SocketGuildChannel)?.Guild.Id,
            Author = new InteractionUser(
                received.Author.Id,
                received.Author.Username,
                received.Author.GlobalName,
                received.Author.IsBot
            ),
            Type = (int)received.Type,
            Content = received.Content,
            Attachments = [.. received.Attachments.Select(AttachmentOf)],
            ReferencedMessage = received is SocketUserMessage { ReferencedMessage: SocketUserMessage answered }
                ? MessageOf(answered)
                : null,
        };

    private static InteractionData DataOf(SocketInteraction received) =>
        received switch
        {
            SocketSlashCommand command => new()
            {
                Name = command.Data.Name,
                Options =
                [
                    .. command.Data.Options.Select(option =>
                        OptionOf(option.Name, option.Value is IAttachment file ? Text(file.Id) : option.Value, false)
                    ),
                ],
                Resolved = new(
                    null,
                    command
                        .Data.Options.Select(option => option.Value)
                        .OfType<IAttachment>()
                        .ToDictionary(file => Text(file.Id), AttachmentOf)
                ),
            },
            SocketAutocompleteInteraction typing => new()
            {
                Name = typing.Data.CommandName,
                Options =
                [
                    .. typing.Data.Options.Select(option => OptionOf(option.Name, option.Value, option.Focused)),
                ],
            },
            SocketMessageCommand menu => new()
            {
                Name = menu.Data.Name,
                TargetId = menu.Data.Message.Id,
                Resolved = new(
                    new Dictionary<string, InteractionMessage>
                    {
                        [Text(menu.Data.Message.Id)] = MessageOf(menu.Data.Message),
                    }
                ),
            },
            SocketMessageComponent press => new() { CustomId = press.Data.CustomId },
            SocketModal form => new()
            {
                CustomId = form.Data.CustomId,
                Components =
                [
                    .. form.Data.Components.Select(field => new InteractionComponent(
                        null,
                        [new InteractionComponent(field.CustomId, null, field.Value)]
                    )),
                ],
            },
            _ => new(),
        };

    private static InteractionOption OptionOf(string name, object value, bool isFocused) =>
        new()
        {
            Name = name,
            Value = JsonSerializer.SerializeToElement(value),
            Focused = isFocused,
        };

    private static InteractionAttachment AttachmentOf(IAttachment file) =>
        new(file.Url, file.Size, file.ContentType, file.Filename);

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);

    private static InteractionMessage MessageOf(SocketMessage message) =>
        new()
        {
            Id = message.Id,
            Attachments = [.. message.Attachments.Select(AttachmentOf)],
            Components =
            [
                .. message
                    .Components.OfType<ActionRowComponent>()
                    .Select(row => new InteractionComponent(
                        null,
                        [
                            .. row
                                .Components.OfType<ButtonComponent>()
                                .Select(button => new InteractionComponent(button.CustomId, null)),
                        ]
                    )),
            ],
        };
}
