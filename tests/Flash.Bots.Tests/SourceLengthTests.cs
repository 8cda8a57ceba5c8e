using Flash.Testing;

namespace Flash.Bots.Tests;

/// <summary>A line has at most 120 columns and a file at most 250 lines, one idea each. Files that were longer when this
/// was said are named here: take one off the list with the change that shortens it; it may only get shorter.</summary>
public sealed class SourceLengthTests
{
    private const int MostColumns = 120;
    private const int MostLines = 250;

    private static readonly string[] Long =
    [
        "Flash.Bots/Commands/OptionValue.cs",
        "Flash.Bots/Commands/PromptRewrite.cs",
        "Flash.Bots/Conversations/Conversation.cs",
        "Flash.Inference/DiffusionModel.cs",
        "Flash.Inference/Pipelines/DenoisingLoop.cs",
    ];

    private static string Source => Path.Combine(Repository.Root, "src");

    [Fact]
    public void No_file_has_lines_of_more_than_120_columns() =>
        Assert.DoesNotContain(Files(), file =>
            File.ReadLines(Path.Combine(Source, file)).Any(line => line.Length > MostColumns)
        );

    [Fact]
    public void No_other_file_has_more_than_250_lines() =>
        Assert.Empty(
            Files().Where(file => File.ReadLines(Path.Combine(Source, file)).Count() > MostLines).Except(Long)
        );

    [Fact]
    public void What_is_named_is_still_there() => Assert.Empty(Long.Except(Files(), StringComparer.Ordinal));

    private static IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));
}
