using System.Net.Sockets;
using Npgsql;

namespace Flash.Bots.Supervision;

/// <summary>Tells what happens to every service from what is a mistake in the program.</summary>
/// <remarks>Expected is whatever the world around a process does to it: networks that break, servers that stop, are
/// full, are read-only or take no more connections. Waiting mends it. Everything else a restart mends, or nothing
/// does.</remarks>
public static class ExpectedFaults
{
    /// <summary>Whether waiting may help. What is wrapped counts: EF Core, Hangfire and tasks pass on what they
    /// met.</summary>
    public static bool Is(Exception fault) =>
        Database(fault) is { } database
            ? IsOfDatabase(database)
            : Chain(fault)
                .Any(one =>
                    one
                        is IOException
                            or UnauthorizedAccessException
                            or SocketException
                            or HttpRequestException
                            or TimeoutException
                );

    /// <summary>Whether the database is away, full, read-only, too slow or out of connections, in contrast to a
    /// statement that is wrong.</summary>
    public static bool IsOfDatabase(Exception fault) =>
        Database(fault) switch
        {
            PostgresException server => server.IsTransient || IsOfServer(server.SqlState),
            { } => true, // Never got as far as the server's answer.
            null => false,
        };

    /// <summary>The fault in a few words, for logs and health: never a statement, a value or a connection
    /// string.</summary>
    public static string Describe(Exception fault) =>
        Database(fault) switch
        {
            PostgresException server => $"PostgreSQL: {server.MessageText} ({server.SqlState})",
            { } unreachable =>
                $"PostgreSQL cannot be reached ({(unreachable.InnerException ?? unreachable).GetType().Name})",
            null => $"{fault.GetType().Name}: {fault.Message}",
        };

    /// <summary>Which of the server's words are about the server and not about what was asked of it
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
    private static bool IsOfServer(string state) =>
        state
            is PostgresErrorCodes.ReadOnlySqlTransaction
                or PostgresErrorCodes.InvalidCatalogName // While it is being restored.
                or PostgresErrorCodes.InsufficientPrivilege
                or PostgresErrorCodes.LockNotAvailable
        || state[..2]
            is "08" // connection
                or "28" // authorization: a password is being rotated
                or "40" // rolled back for the sake of others
                or "53" // resources: disk, memory, connections
                or "57" // an operator, a timeout, a shutdown
                or "58" // the system below it
                or "XX"; // the server's own mistakes

    private static NpgsqlException? Database(Exception fault) => Chain(fault).OfType<NpgsqlException>().LastOrDefault();

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (Exception? one = fault; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }
}
