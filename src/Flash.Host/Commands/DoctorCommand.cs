using System.CommandLine;
using System.Text.Json;
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
        var json = new Option<bool>("--json") { Description = "One JSON object instead of lines, for scripts." };
        var command = new Command("doctor", "Says what works here, what does not, and what to do about it.") { json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    FlashSettings.Read(FlashSettings.FromCommandLine(parsed)),
                    parsed.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        IConfiguration configuration,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient { Timeout = NetworkTimeout };
        var findings = new List<(string Subject, Finding Finding)>();
        foreach (var (subject, look) in new Examination(configuration, http).Looks())
        {
            var finding = await look(cancellationToken);
            findings.Add((subject, finding));
            if (!asJson)
            {
                Console.Out.WriteLine($"{Mark(finding.Verdict)} {subject}: {finding.Sentence}");
            }
        }

        var works = findings.All(one => one.Finding.Verdict is not Verdict.Broken);
        if (asJson)
        {
            Console.Out.WriteLine(Json(works, findings));
        }

        return works ? FlashCommandLine.Done : FlashCommandLine.Failed;
    }

    private static string Json(bool works, IEnumerable<(string Subject, Finding Finding)> findings) =>
        JsonSerializer.Serialize(
            new
            {
                works,
                findings = findings.Select(one => new
                {
                    subject = one.Subject,
                    verdict = one.Finding.Verdict.ToString().ToLowerInvariant(),
                    sentence = one.Finding.Sentence,
                }),
            },
            Options
        );

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Mark(Verdict verdict) =>
        verdict switch
        {
            Verdict.Works => "ok    ",
            Verdict.Unused => "-     ",
            _ => "BROKEN",
        };
}
