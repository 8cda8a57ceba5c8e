using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>An interaction on its way to its answer.</summary>
/// <param name="Interaction">As it came.</param>
/// <param name="Data">Its data.</param>
/// <param name="Person">Who acted.</param>
/// <param name="Chat">Where.</param>
/// <param name="Response">The one first response.</param>
/// <param name="At">When it came.</param>
internal sealed record ReceivedInteraction(
    Interaction Interaction,
    InteractionData Data,
    Person Person,
    Chat Chat,
    FirstResponse Response,
    DateTimeOffset At
)
{
    /// <summary>The language to answer in.</summary>
    public Texts Texts { get; } = Texts.For(Person.Language);

    /// <summary>What only Discord needs to be told, in that language.</summary>
    public DiscordTexts Words => new(Texts);

    /// <summary>Where answers go.</summary>
    public DiscordReply ReplyTo(bool isEphemeral) => InteractionTranslation.ReplyTo(Interaction, At, isEphemeral);

    /// <summary>What was asked for.</summary>
    public IncomingMessage Ask(Command command, bool isEphemeral) => Request(isEphemeral) with { Command = command };

    /// <summary>Words that were written into a field.</summary>
    public IncomingMessage Say(string words) => Request(isEphemeral: false) with { Text = words };

    private IncomingMessage Request(bool isEphemeral) =>
        new()
        {
            IdempotencyKey = InteractionTranslation.KeyOf(Interaction),
            From = Person,
            Chat = Chat,
            ReplyTo = ReplyTo(isEphemeral),
            MayManageChat = InteractionTranslation.MayManage(Interaction),
            MayManageServer = InteractionTranslation.MayManageServer(Interaction),
        };

    /// <summary>What was done, as a press on a button with this code.</summary>
    public ButtonPress Press(string code) =>
        new()
        {
            IdempotencyKey = InteractionTranslation.KeyOf(Interaction),
            From = Person,
            Chat = Chat,
            Code = code,
            ReplyTo = ReplyTo(isEphemeral: false),
            MayManageChat = InteractionTranslation.MayManage(Interaction),
            IsOnMessage = Interaction.Message?.Codes.Contains(code) is true,
            Message = Interaction.Message is { } message
                ? new DiscordMessage(
                    Interaction.ApplicationId,
                    "",
                    DateTimeOffset.MinValue,
                    Interaction.ChannelId,
                    message.Id
                )
                : null,
        };
}
