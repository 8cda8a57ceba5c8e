using Npgsql;

namespace Flash.Bots.Data;

/// <summary>How many connections a process may open: PostgreSQL's are few, and a pool that fills them all makes every
/// other process fail. A caller that finds none free waits for one.</summary>
public static class DatabasePool
{
    /// <summary>What metrics call the product's own pool.</summary>
    public const string Name = "flash";

    /// <summary>The most connections of a process, without Hangfire's and the listener's.</summary>
    public const string Setting = "Flash:Database:Connections";

    public const int Default = 20;

    /// <summary>How long someone waits for a free one, in seconds: a burst is over sooner.</summary>
    private const int Patience = 30;

    /// <summary>The connection string with a pool of at most so many, unless it says otherwise itself.</summary>
    public static string Bounded(string connectionString, int most)
    {
        // ShouldSerialize says whether a setting was given; ContainsKey is true for every one that exists.
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = most;
        }

        if (!settings.ShouldSerialize("Timeout"))
        {
            settings.Timeout = Patience;
        }

        return settings.ConnectionString;
    }
}
