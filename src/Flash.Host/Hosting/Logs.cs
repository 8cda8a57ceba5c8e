using System.Globalization;
using Flash.Host.CommandLine;

namespace Flash.Host.Hosting;

/// <summary>What the process logs, and how: lines for people at a terminal, JSON where machines collect them.
/// <c>Flash:Logs:Format</c> is <c>text</c> or <c>json</c>; in containers it is JSON unless said otherwise.</summary>
internal static class Logs
{
    public const string Setting = "Flash:Logs:Format";

    public static void AddLogs(this ILoggingBuilder logging, IConfiguration configuration, bool verbose)
    {
        logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);

        // Each line of a request carries its trace; a generation's lines carry its id, as a scope.
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        if (IsJson(configuration))
        {
            logging.AddJsonConsole(options =>
            {
                options.IncludeScopes = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.IncludeScopes = verbose;
                options.TimestampFormat = "HH:mm:ss ";
            });
        }
    }

    private static bool IsJson(IConfiguration configuration) =>
        configuration[Setting]?.ToUpperInvariant() switch
        {
            "JSON" => true,
            "TEXT" => false,
            null or "" => configuration.GetValue("RUNNING_IN_CONTAINER", false), // DOTNET_RUNNING_IN_CONTAINER
            var other => throw new BadArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{Setting} is '{other}', but must be text or json.")
            ),
        };
}
