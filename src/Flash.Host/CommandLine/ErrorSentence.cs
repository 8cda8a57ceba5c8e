using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Host.CommandLine;

/// <summary>The one sentence about an exception that a person at a terminal can act on.</summary>
internal static partial class ErrorSentence
{
    public static string Of(Exception exception) =>
        exception switch
        {
            OptionsValidationException e => string.Join(Environment.NewLine + "flash: ", e.Failures),
            AggregateException { InnerExceptions: [var first, ..] } => Of(first),
            NpgsqlException { InnerException: System.Net.Sockets.SocketException or IOException } e =>
                $"the database cannot be reached ({FirstLine(e.Message)}); check ConnectionStrings:Flash.",
            PostgresException e => $"the database refused: {FirstLine(e.MessageText)} ({e.SqlState}).",
            ArgumentException e => WithoutParameterName(e),
            InvalidOperationException e when CannotConvert().Match(e.Message) is { Success: true } mistake =>
                UnreadableSetting(mistake),
            _ => FirstLine(exception.Message),
        };

    /// <summary>.NET names the setting and its type; people need the words that are allowed.</summary>
    private static string UnreadableSetting(Match mistake)
    {
        var type = AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(mistake.Groups["type"].Value))
            .FirstOrDefault(type => type is not null);
        var allowed = type switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => "a whole number",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(TimeSpan) => "a time such as 00:00:05",
            _ when type == typeof(Uri) => "an address such as https://example.org",
            _ => "something else",
        };
        return $"{mistake.Groups["setting"].Value} is '{mistake.Groups["value"].Value}', but must be {allowed}.";
    }

    private static string WithoutParameterName(ArgumentException e)
    {
        var suffix = $" (Parameter '{e.ParamName}')";
        var line = FirstLine(e.Message);
        return line.EndsWith(suffix, StringComparison.Ordinal) ? line[..^suffix.Length] : line;
    }

    private static string FirstLine(string text) => text.AsSpan().Trim().ToString().Split('\n')[0].TrimEnd();

    [GeneratedRegex(
        "^Failed to convert configuration value '(?<value>.*)' at '(?<setting>.*)' to type '(?<type>[^']*)'",
        RegexOptions.Singleline
    )]
    private static partial Regex CannotConvert();
}
