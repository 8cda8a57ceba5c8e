using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Data;

/// <summary>Statements that EF Core has no words for: conditional moves that change several tables in one round
/// trip.</summary>
internal static class SqlCommands
{
    /// <summary>A command with positional parameters; a parameter may be a value or an <see
    /// cref="NpgsqlParameter"/>.</summary>
    public static NpgsqlCommand Command(
        this NpgsqlDataSource dataSource,
        string sql,
        params ReadOnlySpan<object> parameters
    )
    {
        var command = dataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(Parameter(parameter));
        }

        return command;
    }

    /// <summary>Adds a statement. The statements of a batch are one transaction, and each sees what was committed
    /// before it began.</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(Parameter(parameter));
        }

        batch.BatchCommands.Add(command);
    }

    public static NpgsqlParameter Json(string? json) => Typed(json, NpgsqlDbType.Jsonb);

    public static NpgsqlParameter Text(string? text) => Typed(text, NpgsqlDbType.Text);

    public static NpgsqlParameter Uuid(Guid? value) => Typed(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Integer(int? value) => Typed(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Long(long? value) => Typed(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Timestamp(DateTimeOffset? value) =>
        Typed(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Interval(TimeSpan? value) => Typed(value, NpgsqlDbType.Interval);

    private static NpgsqlParameter Parameter(object value) =>
        value as NpgsqlParameter ?? new NpgsqlParameter { Value = value };

    // A null has no type of its own to tell PostgreSQL.
    private static NpgsqlParameter Typed(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
