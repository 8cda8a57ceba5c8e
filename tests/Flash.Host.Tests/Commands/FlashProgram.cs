using System.Diagnostics;

namespace Flash.Host.Tests.Commands;

/// <summary>The built <c>flash</c>, run as a person would.</summary>
internal static class FlashProgram
{
    public sealed record Ending(int ExitCode, string Output, string Error);

    public static async Task<Ending> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "flash"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("flash did not start.");
        var cancellationToken = TestContext.Current.CancellationToken;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return new Ending(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
