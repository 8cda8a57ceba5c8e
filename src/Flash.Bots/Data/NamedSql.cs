using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>
/// A statement that LINQ cannot say, from a file in <c>Data/Sql</c>. Its parameters are named, <c>@like_this</c>, and
/// come as the properties of an anonymous object, named <c>LikeThis</c> or <c>likeThis</c>, or of several in an array.
/// </summary>
/// <remarks>Immutable; load each once. It runs on the connection and in the transaction of the <see cref="FlashDb"/>
/// that it is given.</remarks>
public sealed class NamedSql
{
    private const string Prefix = "sql/";

    private readonly string text;

    private NamedSql(string text) => this.text = text;

    /// <summary>What the server reads.</summary>
    internal string Text => text;

    /// <summary>The names of all there are: <c>folder/statement</c>.</summary>
    internal static IEnumerable<string> Names =>
        typeof(NamedSql)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".sql".Length]);

    /// <summary>Reads <c>Data/Sql/NAME.sql</c>.</summary>
    /// <exception cref="ArgumentException">This build has no such file.</exception>
    public static NamedSql Load(string name)
    {
        using var stream = typeof(NamedSql).Assembly.GetManifestResourceStream($"{Prefix}{name}.sql")
            ?? throw new ArgumentException($"This build has no Data/Sql/{name}.sql.", nameof(name));
        using var reader = new StreamReader(stream);
        return new NamedSql(WithoutComments(reader.ReadToEnd()));
    }

    /// <summary>Runs it and reads its rows into <typeparamref name="T"/>, by name: a column <c>reply_address</c>
    /// becomes the property <c>ReplyAddress</c>; enums, ids and JSON as <see cref="FlashDb"/> has them. A statement
    /// that gives one column can be read into its value.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public Task<List<T>> ReadAsync<T>(FlashDb db, object? parameters, CancellationToken cancellationToken) =>
        RunAsync(
            db,
            parameters,
            async command =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var row = new SqlRow<T>(reader);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(row.Read());
                }

                return rows;
            },
            cancellationToken
        );

    /// <summary>The same, a row at a time: for results that need not fit into memory. The context does nothing else
    /// until the last one was read.</summary>
    /// <inheritdoc cref="ReadAsync{T}(FlashDb, object?, CancellationToken)" path="/exception"/>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        FlashDb db,
        object? parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = Command(db, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var row = new SqlRow<T>(reader);
            while (await reader.ReadAsync(cancellationToken))
            {
                yield return row.Read();
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The first row, or null when there is none.</summary>
    /// <inheritdoc cref="ReadAsync{T}(FlashDb, object?, CancellationToken)" path="/exception"/>
    public async Task<T?> ReadOneAsync<T>(FlashDb db, object? parameters, CancellationToken cancellationToken)
        where T : class => (await ReadAsync<T>(db, parameters, cancellationToken)).FirstOrDefault();

    /// <summary>Runs it and says how many rows it changed.</summary>
    /// <inheritdoc cref="ReadAsync{T}(FlashDb, object?, CancellationToken)" path="/exception"/>
    public Task<int> ExecuteAsync(FlashDb db, object? parameters, CancellationToken cancellationToken) =>
        RunAsync(db, parameters, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    /// <summary>Reads its rows on a connection of its own, which is a transaction of its own.</summary>
    /// <inheritdoc cref="ReadAsync{T}(FlashDb, object?, CancellationToken)" path="/exception"/>
    public async Task<List<T>> ReadAsync<T>(
        IDbContextFactory<FlashDb> databases,
        object? parameters,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync<T>(db, parameters, cancellationToken);
    }

    /// <summary>The first row, or null when there is none, on a connection of its own.</summary>
    /// <inheritdoc cref="ReadAsync{T}(FlashDb, object?, CancellationToken)" path="/exception"/>
    public async Task<T?> ReadOneAsync<T>(
        IDbContextFactory<FlashDb> databases,
        object? parameters,
        CancellationToken cancellationToken
    )
        where T : class => (await ReadAsync<T>(databases, parameters, cancellationToken)).FirstOrDefault();

    /// <summary>Runs it on a connection of its own and says how many rows it changed.</summary>
    /// <inheritdoc cref="ReadAsync{T}(FlashDb, object?, CancellationToken)" path="/exception"/>
    public async Task<int> ExecuteAsync(
        IDbContextFactory<FlashDb> databases,
        object? parameters,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ExecuteAsync(db, parameters, cancellationToken);
    }

    private async Task<T> RunAsync<T>(
        FlashDb db,
        object? parameters,
        Func<NpgsqlCommand, Task<T>> run,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = Command(db, parameters);
            return await run(command);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlCommand Command(FlashDb db, object? parameters)
    {
        var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand(); // UseFlashNpgsql
        command.CommandText = text;
        command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = db.Database.GetCommandTimeout() ?? command.CommandTimeout;
        if (parameters is not null)
        {
            command.Parameters.AddRange(SqlParameters.Of(parameters).ToArray());
        }

        return command;
    }

    // The server need not read what people do.
    private static string WithoutComments(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)))
            .Trim();
}
