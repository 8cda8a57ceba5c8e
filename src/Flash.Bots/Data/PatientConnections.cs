using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>
/// A server that has no connection free (53300) has one in a moment: the one who asks waits for it, on every network,
/// instead of being told that nothing works. A pool that is used up waits by itself (<see cref="DatabasePool"/>).
/// </summary>
internal sealed class PatientConnections : DbConnectionInterceptor
{
    /// <summary>It has no state.</summary>
    public static readonly PatientConnections Instance = new();

    /// <summary>How long it is tried; then it is the fault it was.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        var (began, pause) = (TimeProvider.System.GetTimestamp(), FirstPause);
        while (true)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return InterceptionResult.Suppress();
            }
            catch (PostgresException full)
                when (full.SqlState == PostgresErrorCodes.TooManyConnections
                    && TimeProvider.System.GetElapsedTime(began) < Patience
                )
            {
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
