using Flash.Bots.Replies;

namespace Flash.Worker.Delivery;

/// <summary>How the delivery of a result ended.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome() { }

    /// <summary>The message shows the result.</summary>
    public sealed record Delivered : DeliveryOutcome;

    /// <summary>The chat is gone or closed to the bot: there is no one to show it to.</summary>
    public sealed record ChatClosed : DeliveryOutcome;

    /// <summary>The network will never take this message, or was away for too long.</summary>
    public sealed record Undeliverable(MessengerFault Fault, string Reason) : DeliveryOutcome;
}
