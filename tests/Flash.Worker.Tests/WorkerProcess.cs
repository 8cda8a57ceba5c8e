using System.Diagnostics;
using System.Runtime.CompilerServices;
using Flash.Bots;
using Flash.Bots.Web;
using Flash.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Flash.Worker.Tests;

/// <summary>A worker in a process of its own, which can be killed: this same program, told by its environment to be
/// one.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Variable = "FLASH_TEST_WORKER_DATABASE";

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static WorkerProcess Start(PostgresDatabase database)
    {
        var program = Environment.ProcessPath
            ?? throw new InvalidOperationException("This process does not know its program.");
        var start = new ProcessStartInfo(program) { Environment = { [Variable] = database.ConnectionString } };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        return new WorkerProcess(
            Process.Start(start) ?? throw new InvalidOperationException("The worker process did not start.")
        );
    }

    /// <summary>SIGKILL: nothing in it gets to say goodbye.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Runs before the test runner's Main: the child never gets that far.
    [ModuleInitializer]
    internal static void BecomeWorkerIfTold()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            Build(connectionString).Run();
            Environment.Exit(0);
        }
    }

    private static IHost Build(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Flash"] = connectionString,
                ["Flash:Inference:ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash:Worker:WarmUp"] = "false",
                ["Flash:Worker:Lease"] = "00:00:05",
            }
        );
        builder.Services.AddFlashBots();
        builder.Services.AddFlashPlaygroundMessenger();
        builder.Services.AddFlashWorker();
        return builder.Build();
    }
}
