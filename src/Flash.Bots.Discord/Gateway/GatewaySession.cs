namespace Flash.Bots.Discord.Gateway;

/// <summary>What is needed to continue where a connection broke.</summary>
/// <param name="Id">From READY.</param>
/// <param name="ResumeUrl">From READY; resuming elsewhere is cut more often.</param>
internal sealed record GatewaySession(string Id, Uri ResumeUrl)
{
    /// <summary>The last event that was taken over; the ones after it are replayed.</summary>
    public int Sequence { get; set; }
}
