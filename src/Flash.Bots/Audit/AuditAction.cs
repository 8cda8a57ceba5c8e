namespace Flash.Bots.Audit;

/// <summary>What the audit log can say happened.</summary>
public static class AuditAction
{
    public const string ImagineRequested = "imagine.requested";
    public const string ImagineDelivered = "imagine.delivered";
    public const string ImagineFailed = "imagine.failed";
    public const string ImagineCancelled = "imagine.cancelled";
    public const string ImagineBlocked = "imagine.blocked";
    public const string ImagineFlagged = "imagine.flagged";
    public const string ImagineHeld = "imagine.held";
    public const string ModerationApproved = "moderation.approved";
    public const string ModerationRejected = "moderation.rejected";
    public const string UserBanned = "user.banned";
    public const string UserUnbanned = "user.unbanned";
    public const string RuleAdded = "rule.added";
    public const string RuleRemoved = "rule.removed";
    public const string ImagineSuperseded = "imagine.superseded";
    public const string AnimateRequested = "animate.requested";
    public const string AnimateDelivered = "animate.delivered";
    public const string AnimateFailed = "animate.failed";
    public const string AnimateCancelled = "animate.cancelled";
    public const string ImagineDeleted = "imagine.deleted";
    public const string VaryRequested = "vary.requested";
    public const string VaryDelivered = "vary.delivered";
    public const string VaryFailed = "vary.failed";
    public const string VaryCancelled = "vary.cancelled";
    public const string VaryDeleted = "vary.deleted";
    public const string EnlargeRequested = "enlarge.requested";
    public const string EnlargeDelivered = "enlarge.delivered";
    public const string EnlargeFailed = "enlarge.failed";
    public const string EnlargeCancelled = "enlarge.cancelled";
    public const string EditRequested = "edit.requested";
    public const string EditDelivered = "edit.delivered";
    public const string EditFailed = "edit.failed";
    public const string EditCancelled = "edit.cancelled";
    public const string EditDeleted = "edit.deleted";
}
