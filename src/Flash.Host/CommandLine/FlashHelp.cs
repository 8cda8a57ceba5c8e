using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Flash.Host.CommandLine;

/// <summary>Help with examples, and with our own words for the settings that nearly every command takes.</summary>
internal sealed class FlashHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Takes the place of the usual <c>--help</c>.</summary>
    public static void Use(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new FlashHelp((HelpAction)option.Action!);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var page = new StringWriter();
        parseResult.InvocationConfiguration.Output = page;
        int exitCode;
        try
        {
            exitCode = usual.Invoke(parseResult);
        }
        finally
        {
            parseResult.InvocationConfiguration.Output = output;
        }

        output.WriteLine(InOurWords(page.ToString()).TrimEnd());
        var examples = Examples.Of(NameOf(parseResult.CommandResult.Command));
        if (examples.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example.Line}");
                output.WriteLine($"      {example.Does}");
            }
        }

        return exitCode;
    }

    /// <summary>A command's name with those above it, without the program's: <c>models pull</c>.</summary>
    public static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? $"{NameOf(parent)} {command.Name}".TrimStart()
            : "";

    private static string InOurWords(string page) =>
        page.Replace("[[--] <additional arguments>...]]", "[--Section:Key=value...]", StringComparison.Ordinal)
            .Replace("Additional Arguments:", "Settings:", StringComparison.Ordinal)
            .Replace(
                "Arguments passed to the application that is being run.",
                "Any setting, such as --Flash:Inference:Device=cpu; docs/configuration.md lists them.",
                StringComparison.Ordinal
            );
}
