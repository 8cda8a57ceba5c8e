using Flash.Bots.Discord.Api;

namespace Flash.Bots.Discord.Interactions;

/// <summary>The first answer to an interaction: what Discord calls an interaction response.</summary>
/// <param name="Type">See <see cref="InteractionResponseType"/>.</param>
/// <param name="Data">What the type asks for.</param>
internal sealed record InteractionResponse(InteractionResponseType Type, InteractionResponseData? Data = null)
{
    private const int MaxTitle = 45;

    public static InteractionResponse Pong { get; } = new(InteractionResponseType.Pong);

    /// <summary>"Flash is thinking…", until the original response is edited.</summary>
    public static InteractionResponse Deferred { get; } = new(InteractionResponseType.DeferredMessage);

    /// <summary>The same, for one pair of eyes. Ephemeral is the only flag that a deferred response may
    /// carry.</summary>
    public static InteractionResponse DeferredEphemeral { get; } =
        new(InteractionResponseType.DeferredMessage, new() { Flags = MessageFlag.Ephemeral });

    /// <summary>The press was received; the message with the button stays as it is.</summary>
    public static InteractionResponse DeferredUpdate { get; } = new(InteractionResponseType.DeferredUpdate);

    /// <summary>A sentence for the person alone.</summary>
    public static InteractionResponse Ephemeral(string text) =>
        new(
            InteractionResponseType.Message,
            new()
            {
                Content = text,
                Flags = MessageFlag.Ephemeral,
                AllowedMentions = new(),
            }
        );

    /// <summary>Opens a form of labelled fields, five at most. Its <paramref name="customId"/> comes back with what was
    /// typed.</summary>
    public static InteractionResponse Form(string customId, string title, params ComponentPayload[] fields) =>
        new(
            InteractionResponseType.Modal,
            new()
            {
                CustomId = customId,
                Title = title.Length <= MaxTitle ? title : string.Concat(title.AsSpan(0, MaxTitle - 1), "…"),
                Components = fields,
            }
        );

    public static InteractionResponse Autocomplete(IReadOnlyList<CommandChoice> choices) =>
        new(InteractionResponseType.Autocomplete, new() { Choices = choices });
}

internal enum InteractionResponseType
{
    Pong = 1,
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Autocomplete = 8,
    Modal = 9,
}

/// <summary>The data of a response; which properties matter depends on its type.</summary>
internal sealed record InteractionResponseData
{
    public string? Content { get; init; }

    public int? Flags { get; init; }

    public AllowedMentionsPayload? AllowedMentions { get; init; }

    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    public string? CustomId { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<ComponentPayload>? Components { get; init; }
}
