using Flash.Testing;

namespace Flash.Chaos;

/// <summary>The roles as processes of their own, each started again when it ends, as systemd or Compose would.</summary>
public sealed class Fleet : IAsyncDisposable
{
    private readonly FleetMember[] members;

    public Fleet(IReadOnlyDictionary<string, string> settings) =>
        members = [
            new("telegram", ["telegram"], settings),
            new("worker", ["worker"], settings),
            new("worker with web", ["worker", "web"], settings),
        ];

    /// <summary>Connections that docs/operations.md promises for them (13 + 21 + 32), and a few that
    /// the server has not noticed to be dead, or that a start needs.</summary>
    public const int Sessions = 66 + 10;

    /// <summary>How many processes there are.</summary>
    public static int Size => 3;

    public IReadOnlyList<FleetMember> Members => members;

    /// <summary>Starts all; returns when each serves.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            member.Start();
        }

        await Task.WhenAll(members.Select(member => member.ServesAsync(cancellationToken)));
    }

    /// <summary>Asks all of them to end (SIGTERM); the exit codes by name.</summary>
    public async Task<IReadOnlyDictionary<string, int>> StopAsync(CancellationToken cancellationToken)
    {
        var codes = await Task.WhenAll(members.Select(member => member.StopAsync(cancellationToken)));
        return members.Zip(codes).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    /// <summary>What each process of a member said on standard error, one file for each member.</summary>
    public void WriteLogs(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var member in members)
        {
            File.WriteAllText(Path.Combine(folder, $"{member.Name}.log"), member.Said);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in members)
        {
            await member.DisposeAsync();
        }
    }
}
