namespace Flash.Inference.Hub;

/// <summary>The hub cannot answer now and may later: too many requests, or a fault of its own.</summary>
internal sealed class HubBusyException(int status, TimeSpan? retryAfter) : Exception($"the hub answered {status}")
{
    /// <summary>How long the hub asks to wait, if it says.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
