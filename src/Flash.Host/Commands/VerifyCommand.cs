using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference.Provenance;

namespace Flash.Host.Commands;

/// <summary><c>flash verify IMAGE</c>: what a picture says of where it comes from, and whether the configured database
/// knows it.</summary>
internal static class VerifyCommand
{
    private const string Example = "flash verify picture.png";

    public static Command Create()
    {
        var image = new Argument<string>("image")
        {
            Description = "A picture: JPEG, PNG, WebP or GIF.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = ImagineOption.Json();
        var command = new Command(
            "verify",
            "Says whether Flash made a picture, and which generation; exit code 1 when nothing says so."
        )
        {
            image,
            json,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                var file = PictureFile.Read(parsed.GetValue(image), Example);
                var report = ProvenanceReport.Read(file);
                var known = configuration.GetConnectionString("Flash") is { Length: > 0 } database
                    ? await VerifyLookup.FindAsync(database, file, report, cancellationToken)
                    : null;
                if (parsed.GetValue(json))
                {
                    WriteJson(report, known);
                }
                else
                {
                    Write(report, known);
                }

                return report.IsMarked || known is { Count: > 0 } ? FlashCommandLine.Done : FlashCommandLine.Failed;
            }
        );
        return command;
    }

    /// <param name="report">What the file says.</param>
    /// <param name="known">What the database knows; null when none is configured.</param>
    private static void Write(ProvenanceReport report, IReadOnlyList<KnownPicture>? known)
    {
        var output = Console.Out;
        output.WriteLine(
            (report.DigitalSourceType, report.Id) switch
            {
                (null, null) => "metadata    says nothing",
                (var type, null) => $"metadata    {Term(type)}",
                (var type, var id) => $"metadata    {Term(type)}, generation {id}, {Which(report.PictureIndex ?? 0)}",
            }
        );
        output.WriteLine(
            report.Watermark is { } watermark
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"watermark   generation {watermark.Payload}…, {Which(watermark.Payload.PictureIndex)} (strength "
                        + $"{watermark.Strength:0.00}, scale {watermark.Scale:0.###})"
                )
                : "watermark   none found"
        );
        if (report.Parameters is { } parameters)
        {
            output.WriteLine($"parameters  {parameters.ReplaceLineEndings(Environment.NewLine + "            ")}");
        }

        output.WriteLine(
            known switch
            {
                null => "database    not asked: ConnectionStrings:Flash is not set",
                [] => "database    knows nothing of it",
                _ => $"database    {string.Join(Environment.NewLine + "            ", known)}",
            }
        );
        output.WriteLine(Verdict(report));
    }

    private static string Verdict(ProvenanceReport report) =>
        report switch
        {
            { IsContradictory: true } =>
                "Metadata and watermark name different generations: the metadata was copied from another picture, or "
                    + "the picture was edited.",
            { Id: not null, Watermark: not null } => "Metadata and watermark agree.",
            { Watermark: not null } => "The watermark alone says where it comes from; its metadata is gone.",
            { Id: not null } => "Only the metadata says where it comes from, and metadata is easily copied.",
            { IsMarked: true } => "It says that a model made it, but not that Flash did.",
            _ => "Nothing in it says that Flash made it. That does not prove that it did not.",
        };

    private static string Term(string? type) => type is null ? "no source type" : type[(type.LastIndexOf('/') + 1)..];

    private static string Which(int index) => index == 0 ? "several pictures in one" : $"picture {index}";

    private static void WriteJson(ProvenanceReport report, IReadOnlyList<KnownPicture>? known) =>
        Console.Out.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    marked = report.IsMarked,
                    contradictory = report.IsContradictory,
                    metadata = new
                    {
                        sourceType = report.DigitalSourceType,
                        id = report.Id,
                        picture = report.PictureIndex,
                        parameters = report.Parameters,
                    },
                    watermark = report.Watermark is { } w
                        ? new
                        {
                            id = w.Payload.ToString(),
                            picture = w.Payload.PictureIndex,
                            strength = Math.Round(w.Strength, 3),
                            scale = w.Scale,
                        }
                        : null,
                    database = known,
                },
                ImagineFiles.Json
            )
        );
}
