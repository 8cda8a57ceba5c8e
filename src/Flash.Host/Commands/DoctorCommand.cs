using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Doctor;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash doctor</c>: one line for everything a start needs; exit code 1 when something is broken.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var command = new Command("doctor", "Says what works here, what does not, and what to do about it.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(FlashSettings.Read(FlashSettings.FromCommandLine(parsed)), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = NetworkTimeout };
        var broken = false;
        foreach (var (subject, look) in new Examination(configuration, http).Looks())
        {
            var (verdict, sentence) = await look(cancellationToken);
            broken |= verdict is Verdict.Broken;
            Console.Out.WriteLine($"{Mark(verdict)} {subject}: {sentence}");
        }

        return broken ? FlashCommandLine.Failed : FlashCommandLine.Done;
    }

    private static string Mark(Verdict verdict) =>
        verdict switch
        {
            Verdict.Works => "ok    ",
            Verdict.Unused => "-     ",
            _ => "BROKEN",
        };
}
