namespace Flash.Host.Tests.Supervision;

/// <summary>The clock on the wall, but no wait is long: loops that look every hour look all the time.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < Longest ? dueTime : Longest, period);
}
