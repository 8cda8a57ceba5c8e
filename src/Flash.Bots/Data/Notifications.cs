using Npgsql;

namespace Flash.Bots.Data;

/// <summary>PostgreSQL's notifications. Names of channels are ours, never a person's.</summary>
internal static class Notifications
{
    /// <summary>From now on the connection hears these channels.</summary>
    public static void Listen(NpgsqlConnection connection, IEnumerable<string> channels)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Join(';', channels.Distinct().Select(channel => $"LISTEN {channel}"));
        command.ExecuteNonQuery();
    }

    /// <summary>Wakes all that hear the channel.</summary>
    public static async Task NotifyAsync(
        NpgsqlDataSource dataSource,
        string channel,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand($"NOTIFY {channel}");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
