using Flash.Bots.Pacing;

namespace Flash.Worker.Delivery;

/// <summary>
/// Shows how a picture came into being after all, where it was drawn faster than the chat can show: previews that were
/// not sent yet are sent one after the other, and the result waits for them.
/// </summary>
/// <param name="AtMost">By how much a result may be late for it.</param>
/// <param name="WholeWay">Every preview there is time for; false for one in all, where messages are few.</param>
/// <param name="OthersWait">Whether someone would wait for it: then nothing is played.</param>
public sealed record Playback(TimeSpan AtMost, bool WholeWay, Func<CancellationToken, Task<bool>> OthersWait)
{
    /// <summary>How long each preview stands before the next one, or the result, takes its place.</summary>
    public static TimeSpan Gap => ChatBudget.PreviewGap;
}
