namespace Flash.Worker.Tests;

/// <summary>Waits for what another thread or process does, and not for ever.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(
        Func<Task<bool>> condition,
        Func<string> complaint,
        CancellationToken cancellationToken
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                Assert.Fail(complaint());
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    public static Task UntilAsync(Func<bool> condition, string complaint, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(condition()), () => complaint, cancellationToken);
}
