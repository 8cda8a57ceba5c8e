using System.CommandLine;
using System.CommandLine.Help;

namespace Flash.Host.CommandLine;

/// <summary>Runs one command and turns every way it can end into an exit code and at most one sentence on standard
/// error.</summary>
internal static class FlashCommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadArguments = 2;

    /// <summary>After Ctrl-C a command has this long to stop by itself; then the process ends, and with it what it had
    /// started.</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        root.SetAction(static parse => new HelpAction().Invoke(parse));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not FlashHelp) // Help lacks no option.
        {
            return Complain(parsed.Errors[0].Message, BadArguments);
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TerminationTimeout,
                }
            );
        }
        catch (OperationCanceledException)
        {
            return Complain("Stopped.", Failed);
        }
        catch (Exception e) when (e is BadArgumentException or ArgumentException)
        {
            return Complain(e, BadArguments);
        }
        // The one edge of the process: whatever went wrong, a person reads a sentence, not a stack trace.
        catch (Exception e)
        {
            return Complain(e, Failed);
        }
    }

    private static int Complain(Exception exception, int exitCode)
    {
        if (Environment.GetEnvironmentVariable("FLASH_DEBUG") is "1")
        {
            Console.Error.WriteLine(exception);
        }

        return Complain(ErrorSentence.Of(exception), exitCode);
    }

    private static int Complain(string sentence, int exitCode)
    {
        Console.Error.WriteLine($"flash: {sentence}");
        return exitCode;
    }
}
