using System.Diagnostics;
using Flash.Host.CommandLine;

namespace Flash.Host.LocalPostgres;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What it said last that is worth repeating, or the exit code.</summary>
    public string Reason
    {
        get
        {
            var lines = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return Array.Find(lines, line =>
                line.Contains("error:", StringComparison.OrdinalIgnoreCase)
                || line.Contains("FATAL", StringComparison.Ordinal)
            )
                ?? lines.LastOrDefault()
                ?? $"exit code {ExitCode}";
        }
    }

    public static async Task<ProgramRun> ToEndAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        // The root folder as working directory: an unprivileged server user may not be able to enter the caller's.
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Messages are matched and shown: keep them in one language.
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)
            ?? throw new CommandFailedException($"{command[0]} could not be started.");
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramRun(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
