using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Bots.Tests;

/// <summary>One real database for the tests of a class; each test works on rows of its own.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private PostgresDatabase? database;
    private NpgsqlDataSource? dataSource;

    public NpgsqlDataSource DataSource =>
        dataSource ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Contexts over it.</summary>
    public IDbContextFactory<FlashDb> Databases => field ??= FlashDatabases.Over(DataSource);

    public string ConnectionString =>
        database?.ConnectionString ?? throw new InvalidOperationException("The fixture has not started.");

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        dataSource = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (dataSource is not null)
        {
            await dataSource.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>A queued generation, of a person and in a chat of its own.</summary>
    public async Task<GenerationId> AddGenerationAsync()
    {
        var id = GenerationId.New(TimeProvider.System);
        var recipe = new Recipe("a red boat", 7, 3, 4, 256, 256, "flash-mini");
        await ExecuteAsync(
            $"""
            WITH person AS (INSERT INTO flash.users (platform, external_id, name) VALUES ('telegram', '{id}', 'Ada') RETURNING id),
            room AS (INSERT INTO flash.chats (platform, external_id, is_private) VALUES ('telegram', '{id}', true) RETURNING id)
            INSERT INTO flash.generations (id, kind, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address)
            SELECT '{id}', 'imagine', person.id, room.id, '{id}', 'a red boat', '{FlashJson.Write(recipe)}',
                'queued', '{FlashJson.Write<ReplyAddress>(new TelegramReply(5))}' FROM person, room
            """
        );
        return id;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!; // callers ask for what is there
    }

    public async Task<IReadOnlyList<string>> AuditActionsAsync(GenerationId id)
    {
        var actions = new List<string>();
        await using var command = DataSource.CreateCommand(
            $"SELECT action FROM flash.audit_log WHERE generation_id = '{id}' ORDER BY id"
        );
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            actions.Add(reader.GetString(0));
        }

        return actions;
    }
}
