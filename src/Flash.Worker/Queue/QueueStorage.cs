using Hangfire.PostgreSql;

namespace Flash.Worker.Queue;

/// <summary>How Hangfire uses PostgreSQL here.</summary>
public static class QueueStorage
{
    /// <summary>How long a fetched job stays with a server that no longer says it is alive.</summary>
    public static readonly TimeSpan InvisibilityTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a process that died may hold one of Hangfire's locks: they are held for
    /// milliseconds.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What Hangfire needs at most: one for each worker and one for each of its own processes.</summary>
    public static int Connections(int workers) => workers + 8;

    /// <summary>The schema exists already: <c>flash db migrate</c> makes it.</summary>
    /// <param name="pollInterval">Longest time until a job is found whose notification got lost.</param>
    public static PostgreSqlStorageOptions Options(TimeSpan pollInterval) =>
        new()
        {
            QueuePollInterval = pollInterval,
            InvisibilityTimeout = InvisibilityTimeout,
            DistributedLockTimeout = LockTimeout,
            UseSlidingInvisibilityTimeout = true,

            // Loses a worker about once in 4,000 jobs; DatabaseListener does what it is for.
            EnableLongPolling = false,
            AllowDegradedModeWithoutStorage = false,
            PrepareSchemaIfNecessary = false,
        };
}
