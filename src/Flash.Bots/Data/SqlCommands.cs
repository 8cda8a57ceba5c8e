using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Data;

/// <summary>Statements that EF Core has no words for: conditional moves that change several tables in one round trip.</summary>
internal static class SqlCommands
{
    /// <summary>A command with positional parameters; a parameter may be a value or an <see cref="NpgsqlParameter"/>.</summary>
    public static NpgsqlCommand Command(this NpgsqlDataSource dataSource, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = dataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }

        return command;
    }

    /// <summary>A jsonb parameter.</summary>
    public static NpgsqlParameter Json(string? json) => new() { Value = (object?)json ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>A text parameter that may be null.</summary>
    public static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
