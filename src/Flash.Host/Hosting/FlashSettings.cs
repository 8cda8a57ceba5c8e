using System.CommandLine;
using Flash.Host.CommandLine;
using Microsoft.Extensions.Configuration.CommandLine;

namespace Flash.Host.Hosting;

/// <summary>Settings as .NET reads them: <c>appsettings.json</c> beside the program and in the current folder, the
/// environment, the command line.</summary>
internal static class FlashSettings
{
    /// <summary>Takes <c>--Section:Key=value</c> from what the command line's own options have left over; anything else
    /// is a mistake.</summary>
    public static string[] FromCommandLine(ParseResult parsed) => FromCommandLine(parsed.UnmatchedTokens);

    /// <inheritdoc cref="FromCommandLine(ParseResult)"/>
    public static string[] FromCommandLine(IReadOnlyList<string> rest)
    {
        for (var i = 0; i < rest.Count; i++)
        {
            var isSetting =
                rest[i].StartsWith("--", StringComparison.Ordinal) && rest[i].Contains(':', StringComparison.Ordinal);
            var hasValue = rest[i].Contains('=', StringComparison.Ordinal);
            if (!isSetting || (!hasValue && i + 1 == rest.Count))
            {
                throw new BadArgumentException(
                    $"'{rest[i]}' is neither an option of this command nor a setting; settings look like "
                        + $"--Flash:Inference:Device=cpu."
                );
            }

            KnownSettings.Check(rest[i]);
            i += hasValue ? 0 : 1;
        }

        return [.. rest];
    }

    /// <summary>The configuration of a command that needs no host.</summary>
    /// <exception cref="BadArgumentException">A connection string cannot be read.</exception>
    public static IConfigurationRoot Read(string[] settings)
    {
        foreach (var stranger in KnownSettings.Strangers(Environment.GetEnvironmentVariables()))
        {
            Console.Error.WriteLine($"flash: {stranger}");
        }

        var configuration = Add(new ConfigurationBuilder(), settings).Build();
        SecretFiles.Read(configuration);
        PostgresUrl.Normalise(configuration);
        return configuration;
    }

    public static IConfigurationBuilder Add(IConfigurationBuilder builder, string[] settings) =>
        builder
            .AddJsonFile(
                Path.Combine(AppContext.BaseDirectory, "appsettings.json"),
                optional: true,
                reloadOnChange: false
            )
            .AddJsonFile(
                Path.Combine(Environment.CurrentDirectory, "appsettings.json"),
                optional: true,
                reloadOnChange: false
            )
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .Add(new CommandLineConfigurationSource { Args = settings });
}
