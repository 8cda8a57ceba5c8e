namespace Flash.Bots.Audit;

/// <summary>What the audit log can say happened.</summary>
public static class AuditAction
{
    public const string ImagineRequested = "imagine.requested";
    public const string ImagineDelivered = "imagine.delivered";
    public const string ImagineFailed = "imagine.failed";
    public const string ImagineCancelled = "imagine.cancelled";
    public const string ImagineBlocked = "imagine.blocked";
    public const string AnimateRequested = "animate.requested";
    public const string AnimateDelivered = "animate.delivered";
    public const string AnimateFailed = "animate.failed";
    public const string AnimateCancelled = "animate.cancelled";
}
