using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>Buttons said in words: "enlarge 2" is a press on that button.</summary>
internal static class SaidPresses
{
    /// <summary>The button that a wish names; the first picture where it names none.</summary>
    public static ButtonAction ButtonOf(this PictureWish wish, GenerationId id) =>
        wish.Kind switch
        {
            PictureWishKind.Delete => new ButtonAction(ButtonVerb.Delete, id),
            PictureWishKind.Undo => new ButtonAction(ButtonVerb.Undo, id),
            PictureWishKind.Enlarge => new ButtonAction(ButtonVerb.Enlarge, id, wish.Picture ?? 1),
            PictureWishKind.Animate => new ButtonAction(ButtonVerb.Animate, id, wish.Picture ?? 1),
            PictureWishKind.VaryStrong => new ButtonAction(ButtonVerb.Strong, id, wish.Picture ?? 1),
            PictureWishKind.VarySubtle => new ButtonAction(ButtonVerb.Subtle, id, wish.Picture ?? 1),
            PictureWishKind.ZoomOut => new ButtonAction(ButtonVerb.ZoomOut, id, wish.Picture ?? 1),
            PictureWishKind.PanLeft => new ButtonAction(ButtonVerb.PanLeft, id, wish.Picture ?? 1),
            PictureWishKind.PanRight => new ButtonAction(ButtonVerb.PanRight, id, wish.Picture ?? 1),
            PictureWishKind.PanUp => new ButtonAction(ButtonVerb.PanUp, id, wish.Picture ?? 1),
            PictureWishKind.PanDown => new ButtonAction(ButtonVerb.PanDown, id, wish.Picture ?? 1),
            _ => new ButtonAction(ButtonVerb.Vary, id, wish.Picture ?? 1),
        };

    /// <summary>The press that a message stands for.</summary>
    public static ButtonPress PressOn(this IncomingMessage message, ButtonAction button) =>
        new()
        {
            IdempotencyKey = message.IdempotencyKey,
            From = message.From,
            Chat = message.Chat,
            Code = button.ToCode(),
            ReplyTo = message.ReplyTo,
            Texts = message.Texts,
            MayManageChat = message.MayManageChat,
            MayComeAgain = message.MayComeAgain,
        };
}
