using Flash.Bots.Supervision;

namespace Flash.Bots.Data;

/// <summary>Tells a database that is away from a statement that is wrong.</summary>
public static class DatabaseFaults
{
    /// <summary>Cannot be reached, is starting or stopping, is full, read-only, too slow or out of connections: trying
    /// later may help.</summary>
    public static bool IsUnreachable(this Exception exception) => ExpectedFaults.IsOfDatabase(exception);
}
