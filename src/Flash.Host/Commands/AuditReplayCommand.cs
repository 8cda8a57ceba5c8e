using System.CommandLine;
using System.Globalization;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Host.Roles;
using Flash.Worker.Jobs;

namespace Flash.Host.Commands;

/// <summary><c>flash audit replay ID</c>: what a person was shown, made again.</summary>
internal static class AuditReplayCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("generation") { Description = "The generation's id." };
        var command = new Command(
            "replay",
            "Makes a generation's pictures again from its recipe and compares them with what was delivered."
        )
        {
            id,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    new Steps(Console.Error, TimeProvider.System),
                    cancellationToken
                );
                var collection = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
                RoleParts.Register(collection, Role.Worker, configuration);
                await using var services = collection.BuildServiceProvider();
                var generation = new GenerationId(parsed.GetRequiredValue(id));
                var report = await services.GetRequiredService<Replay>().RunAsync(generation, cancellationToken)
                    ?? throw new CommandFailedException($"no generation {generation} was delivered as pictures.");
                foreach (var picture in report.Pictures)
                {
                    Console.WriteLine(
                        $"Picture {picture.Index.ToString(CultureInfo.InvariantCulture)}: {Of(picture)}."
                    );
                }

                if (report.ModelRevision != report.ReplayedWith)
                {
                    Console.WriteLine(
                        $"It was drawn by revision {report.ModelRevision} of the model; here is {report.ReplayedWith}."
                    );
                }

                return report.IsSame
                    ? FlashCommandLine.Done
                    : throw new CommandFailedException("the pictures are not the same to the last byte.");
            }
        );
        return command;
    }

    private static string Of(ReplayedPicture picture) =>
        picture switch
        {
            { IsSameFile: true } => "the same file to the last byte",
            { IsSameThumbnail: true } => "the same thumbnail, another file",
            { Distance: { } bits } => string.Create(
                CultureInfo.InvariantCulture,
                $"another file; {bits} of 64 bits look different"
            ),
            _ => "another file",
        };
}
