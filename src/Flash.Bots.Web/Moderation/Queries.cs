using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>The console's way of asking the database: values only ever travel as parameters.</summary>
internal static class Queries
{
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlDataSource database,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params object[] parameters
    )
    {
        await using var command = Command(database, sql, parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    /// <summary>A statement that returns one number.</summary>
    public static async Task<long> OneAsync(
        this NpgsqlDataSource database,
        string sql,
        CancellationToken cancellationToken,
        params object[] parameters
    ) => (await database.ListAsync(sql, row => row.GetInt64(0), cancellationToken, parameters))[0];

    public static async Task<int> ExecuteAsync(
        this NpgsqlDataSource database,
        string sql,
        CancellationToken cancellationToken,
        params object[] parameters
    )
    {
        await using var command = Command(database, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The column's value, or null where the database has none.</summary>
    public static DateTimeOffset? Moment(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    /// <inheritdoc cref="Moment"/>
    public static string? Text(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Percent signs and underscores in what is searched for stand for themselves.</summary>
    public static string Like(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    private static NpgsqlCommand Command(NpgsqlDataSource database, string sql, object[] parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
