namespace Flash.Bots.Moderation.Policy;

/// <summary>Evidence cannot be exported: nothing to sign it with is kept here.</summary>
public sealed class EvidenceNotSignedException(string message) : InvalidOperationException(message);
