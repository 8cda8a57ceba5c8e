using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
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

    /// <summary>With one, whatever reads while it writes waits for itself.</summary>
    private const int Least = 2;

    /// <summary>How long someone waits for a free one, in seconds: a burst is over sooner.</summary>
    private const int Patience = 30;

    /// <summary>What <see cref="Setting"/> says, else <see cref="Default"/>.</summary>
    /// <exception cref="OptionsValidationException">It is no whole number of two or more.</exception>
    public static int Most(IConfiguration configuration) =>
        configuration[Setting] is not { } given || string.IsNullOrWhiteSpace(given) ? Default
        : int.TryParse(given, CultureInfo.InvariantCulture, out var most) && most >= Least ? most
        : throw new OptionsValidationException(
            Setting,
            typeof(DatabasePool),
            [$"{Setting} is '{given}'; a whole number of {Least} or more is allowed."]
        );

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
