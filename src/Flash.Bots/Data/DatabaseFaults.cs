using Npgsql;

namespace Flash.Bots.Data;

/// <summary>Tells a database that is away from a statement that is wrong.</summary>
public static class DatabaseFaults
{
    /// <summary>Cannot be reached, is starting or stopping, or is out of connections: trying later may help.</summary>
    public static bool IsUnreachable(this NpgsqlException exception) =>
        exception is not PostgresException || exception.IsTransient;
}
