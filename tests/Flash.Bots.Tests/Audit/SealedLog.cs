using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Flash.Bots.Supervision;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Tests.Audit;

/// <summary>A sealed audit log of a database of its own, and a superuser who would like it to say something
/// else.</summary>
internal sealed class SealedLog : IAsyncDisposable
{
    private readonly PostgresDatabase database;

    private SealedLog(PostgresDatabase database)
    {
        this.database = database;
        DataSource = NpgsqlDataSource.Create(database.ConnectionString);
        Databases = FlashDatabases.Over(DataSource);
        var options = Options.Create(new AuditOptions { Folder = Folder });
        Place = new WitnessPlace(DataSource, Databases, options);
        Continuity = new AuditContinuity(Databases, Place, TimeProvider.System);
        Checkpoints = new AuditCheckpoints(
            Databases,
            Place,
            Continuity,
            options,
            [Witness],
            TimeProvider.System,
            NullLogger<AuditCheckpoints>.Instance
        );
        Keys = new PersonalKeys(
            Databases,
            new MasterKey(Options.Create(new PersonalOptions { MasterKey = new string('7', 64) }))
        );
        Personal = new AuditPersonal(Databases, Keys);
        Sealer = new AuditSealer(
            Databases,
            Personal,
            Checkpoints,
            new BackgroundLoops(TimeProvider.System, NullLogger<BackgroundLoops>.Instance),
            TimeProvider.System,
            NullLogger<AuditSealer>.Instance
        );
    }

    public NpgsqlDataSource DataSource { get; }

    public IDbContextFactory<FlashDb> Databases { get; }

    public PersonalKeys Keys { get; }

    public AuditPersonal Personal { get; }

    public AuditSealer Sealer { get; }

    public WitnessPlace Place { get; }

    public AuditContinuity Continuity { get; }

    public AuditCheckpoints Checkpoints { get; }

    public WitnessFolder Witnesses => new(Folder);

    public string ConnectionString => database.ConnectionString;

    public RecordingWitness Witness { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("flash-audit-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<SealedLog> CreateAsync(int entries)
    {
        var log = new SealedLog(await PostgresDatabase.CreateAsync(Cancelled));
        if (entries > 0)
        {
            await log.AppendAsync(entries);
            await log.SealAllAsync();
        }

        return log;
    }

    public Task AppendAsync(int entries) =>
        ExecuteAsync(
            $$"""
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT 'telegram', n::text, 'Zoë 👩‍🚀', 'imagine.requested', CASE WHEN n % 2 = 0 THEN gen_random_uuid() END, CASE WHEN n % 3 = 0 THEN '-100' END,
                jsonb_build_object('b', n, 'a', ARRAY[n / 7.0], 'text', E'"\n')
            FROM generate_series(1, {{entries}}) n
            """
        );

    public async Task SealAllAsync()
    {
        for (var batch = 0; batch < 1_000 && await Sealer.SealAsync(Cancelled) > 0; batch++) { }
    }

    public Task<AuditReport> VerifyAsync() => new AuditVerifier(Databases).VerifyAsync([], null, Cancelled);

    public Task<AuditReport> VerifyAsync(IReadOnlyList<AuditCheckpoint> checkpoints) =>
        new AuditVerifier(Databases).VerifyAsync(
            checkpoints,
            AuditKeys.LoadPublic(Path.Combine(Folder, AuditKeys.PublicFile)),
            Cancelled
        );

    /// <summary>What only a superuser can do.</summary>
    public Task TamperAsync(string sql) =>
        ExecuteAsync(
            $"ALTER TABLE flash.audit_log DISABLE TRIGGER ALL; {sql}; ALTER TABLE flash.audit_log ENABLE TRIGGER ALL"
        );

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancelled))!; // callers ask for what is there
    }

    public async ValueTask DisposeAsync()
    {
        Sealer.Dispose();
        await DataSource.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Remembers what it was told, and then fails.</summary>
    internal sealed class RecordingWitness : IAuditWitness
    {
        public List<AuditCheckpoint> Told { get; } = [];

        public Task TakeAsync(AuditCheckpoint checkpoint, string publicKey, CancellationToken cancellationToken)
        {
            Told.Add(checkpoint);
            throw new InvalidOperationException("The chat is away.");
        }
    }
}
