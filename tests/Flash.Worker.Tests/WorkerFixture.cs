using Flash.Testing;

namespace Flash.Worker.Tests;

/// <summary>One running worker for all tests of a class, as in life.</summary>
public sealed class WorkerFixture : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private Requests? _requests;
    private WorkerHost? _worker;

    internal ChatNetwork Network { get; } = new();

    internal Requests Requests => _requests ?? throw new InvalidOperationException("Not started.");

    internal WorkerHost Worker => _worker ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _requests = new Requests(_database);
        _worker = await WorkerHost.StartAsync(_database, Network, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync();
        }

        if (_requests is not null)
        {
            await _requests.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
