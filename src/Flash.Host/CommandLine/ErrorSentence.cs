using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Host.CommandLine;

/// <summary>The one sentence about an exception that a person at a terminal can act on.</summary>
internal static class ErrorSentence
{
    public static string Of(Exception exception) => exception switch
    {
        OptionsValidationException e => string.Join(Environment.NewLine + "flash: ", e.Failures),
        AggregateException { InnerExceptions.Count: > 0 } e => Of(e.InnerExceptions[0]),
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or IOException } e =>
            $"the database cannot be reached ({FirstLine(e.Message)}); check ConnectionStrings:Flash.",
        PostgresException e => $"the database refused: {FirstLine(e.MessageText)} ({e.SqlState}).",
        ArgumentException e => WithoutParameterName(e),
        _ => FirstLine(exception.Message),
    };

    private static string WithoutParameterName(ArgumentException e)
    {
        var suffix = $" (Parameter '{e.ParamName}')";
        var line = FirstLine(e.Message);
        return line.EndsWith(suffix, StringComparison.Ordinal) ? line[..^suffix.Length] : line;
    }

    private static string FirstLine(string text) => text.AsSpan().Trim().ToString().Split('\n')[0].TrimEnd();
}
