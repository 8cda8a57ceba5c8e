using Flash.Bots;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Worker.Tests;

/// <summary>Puts generations into the database as an ingress does, and looks at what became of them.</summary>
internal sealed class Requests : IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly DbContextOptions<FlashDb> _options;

    public Requests(PostgresDatabase database)
    {
        _dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        _options = (
            (DbContextOptionsBuilder<FlashDb>)new DbContextOptionsBuilder<FlashDb>().UseFlashNpgsql(_dataSource)
        ).Options;
    }

    public static Recipe Recipe(int count = 4, int steps = 2) =>
        new("a red boat on the sea", 1234, steps, count, 256, 256, "flash-mini");

    public FlashDb Db() => new(_options);

    /// <summary>Generation, audit entry and outbox row in one transaction, and the placeholder message unless told
    /// otherwise.</summary>
    public async Task<Generation> SubmitAsync(
        ChatNetwork network,
        CancellationToken cancellationToken,
        Action<Generation>? change = null,
        bool outbox = true,
        string person = "7"
    )
    {
        await using var db = Db();
        var now = TimeProvider.System.GetUtcNow();
        var user = await db.Users.FirstOrDefaultAsync(user => user.ExternalId == person, cancellationToken)
            ?? new User
            {
                Platform = Platform.Telegram,
                ExternalId = person,
                Name = "Ada",
                CreatedAt = now,
            };
        var chat = await db.Chats.FirstOrDefaultAsync(cancellationToken)
            ?? new Chat
            {
                Platform = Platform.Telegram,
                ExternalId = "70",
                IsPrivate = true,
                CreatedAt = now,
            };
        var recipe = Recipe();
        var id = GenerationId.New(TimeProvider.System);
        var address = new TelegramReply(70);
        var generation = new Generation
        {
            Id = id,
            Kind = GenerationKind.Imagine,
            User = user,
            Chat = chat,
            IdempotencyKey = id.ToString(),
            Prompt = recipe.Prompt,
            Recipe = recipe,
            State = GenerationState.Queued,
            CreatedAt = now,
            ReplyAddress = address,
            PostingUntil = now + TimeSpan.FromSeconds(10),
            Message = await network.PostAsync(address, new OutgoingMessage { Text = "placeholder" }, cancellationToken),
        };
        change?.Invoke(generation);
        db.Generations.Add(generation);
        db.AuditLog.Add(
            new AuditEntry
            {
                OccurredAt = now,
                ActorPlatform = "telegram",
                ActorId = "7",
                ActorName = "Ada",
                ChatId = "70",
                GenerationId = id.Value,
                Details = "{}",
                Action = $"{StoredName.Of(generation.Kind)}.requested",
            }
        );
        if (outbox)
        {
            db.Outbox.Add(new OutboxEntry { GenerationId = id, CreatedAt = now });
        }

        await db.SaveChangesAsync(cancellationToken);
        return generation;
    }

    public async Task<Generation> GetAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = Db();
        return await db.Generations.AsNoTracking().SingleAsync(generation => generation.Id == id, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> AuditAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = Db();
        return await db
            .AuditLog.AsNoTracking()
            .Where(entry => entry.GenerationId == id.Value)
            .OrderBy(entry => entry.Id)
            .Select(entry => entry.Action)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Waits for a state that is final.</summary>
    public async Task<Generation> FinishedAsync(GenerationId id, CancellationToken cancellationToken)
    {
        Generation? generation = null;
        await Wait.UntilAsync(
            async () =>
            {
                generation = await GetAsync(id, cancellationToken);
                return generation.State is not (GenerationState.Queued or GenerationState.Running);
            },
            () => $"Generation {id} is still {generation?.State} after attempt {generation?.Attempts}.",
            cancellationToken
        );
        return generation!; // the wait has set it
    }

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = _dataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!; // the tests ask for aggregates, which are never null
    }

    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();
}
