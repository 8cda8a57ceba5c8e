using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>What the handlers of buttons have in common.</summary>
internal static class PressChecks
{
    /// <summary>What to answer when there is no such picture to work on; null when there is.</summary>
    public static PressOutcome? RefusalOf(
        this AskedGeneration generation,
        int? index,
        Texts texts,
        string noSuchPicture
    )
    {
        if (index is null)
        {
            return PressOutcome.Refused(texts.UnknownButton);
        }

        if (!generation.Kind.MakesPictures() || index > generation.Recipe.Count)
        {
            return PressOutcome.Refused(noSuchPicture);
        }

        // The button appears with the last edit, a moment before that edit is written down: a quick person presses
        // under a generation that still runs.
        return generation.State is GenerationState.Running or GenerationState.Delivered
            ? null
            : PressOutcome.Refused(texts.NotReady);
    }

    /// <summary>Whether what stands above the button is the presser's own. What an anonymous administrator asked for,
    /// as the group, is every administrator's.</summary>
    public static bool IsBy(this ButtonPress press, AskedGeneration generation) =>
        generation.OwnerId == press.From.Id || (generation.OwnerId == generation.ChatId && press.MayManageChat);

    /// <summary>The message with the button, where the generation has none of its own; null when that is someone
    /// else's, or has no such button: the code was put on another message of ours.</summary>
    public static async Task<MessageRef?> PressedAsync(
        this AskedGenerations generations,
        ButtonPress press,
        AskedGeneration generation,
        CancellationToken cancellationToken
    ) =>
        press is { Message: { } pressed, IsOnMessage: true }
        && !await generations.IsOfAnotherAsync(generation.Id, pressed, cancellationToken)
            ? pressed
            : null;

    /// <summary>The request that a press makes of what stands above its button.</summary>
    public static Submission Ask(
        this ButtonPress press,
        GenerationKind kind,
        AskedGeneration parent,
        int? index,
        Recipe recipe
    ) =>
        new()
        {
            IdempotencyKey = press.IdempotencyKey,
            From = press.From,
            Chat = press.Chat,
            ReplyTo = press.ReplyTo,
            Texts = press.Texts,
            Kind = kind,
            Recipe = recipe,
            Parent = (parent.Id, index),
        };
}
