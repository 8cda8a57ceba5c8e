using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>
/// Statements that are sent together: one round trip, and one transaction, which is that of the <see cref="FlashDb"/>
/// where it has one. Each statement sees what was committed before it began.
/// </summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class NamedSqlBatch
{
    private readonly List<(NamedSql Statement, object? Parameters)> _statements = [];

    /// <summary>How many statements there are.</summary>
    public int Count => _statements.Count;

    /// <summary>Adds a statement, with its parameters as in <see cref="NamedSql"/>.</summary>
    public NamedSqlBatch Add(NamedSql statement, object? parameters = null)
    {
        _statements.Add((statement, parameters));
        return this;
    }

    /// <summary>Runs them, and hands over what they give.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public async Task<T> ReadAsync<T>(
        FlashDb db,
        Func<NamedSqlResults, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = Batch(db);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await read(new NamedSqlResults(reader, cancellationToken));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Runs them. What they give is left.</summary>
    /// <inheritdoc cref="ReadAsync{T}" path="/exception"/>
    public async Task ExecuteAsync(FlashDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = Batch(db);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlBatch Batch(FlashDb db)
    {
        var batch = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateBatch(); // UseFlashNpgsql
        batch.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        batch.Timeout = db.Database.GetCommandTimeout() ?? batch.Timeout;
        foreach (var (statement, parameters) in _statements)
        {
            var command = new NpgsqlBatchCommand(statement.Text);
            if (parameters is not null)
            {
                command.Parameters.AddRange(SqlParameters.Of(parameters).ToArray());
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}

/// <summary>What the statements of a <see cref="NamedSqlBatch"/> give, one after the other. Those that give no rows are
/// not among them.</summary>
public sealed class NamedSqlResults
{
    private readonly NpgsqlDataReader _reader;
    private readonly CancellationToken _cancellationToken;

    internal NamedSqlResults(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        (_reader, _cancellationToken) = (reader, cancellationToken);

    /// <summary>The rows of the next statement, as <see cref="NamedSql"/> reads them.</summary>
    public async Task<List<T>> NextAsync<T>()
    {
        var row = new SqlRow<T>(_reader);
        var rows = new List<T>();
        while (await _reader.ReadAsync(_cancellationToken))
        {
            rows.Add(row.Read());
        }

        await SkipAsync();
        return rows;
    }

    /// <summary>Leaves out the rows of the next statement.</summary>
    public Task SkipAsync() => _reader.NextResultAsync(_cancellationToken);
}
