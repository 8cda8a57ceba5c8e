using System.Text.Json;
using Flash.Host.CommandLine;
using Flash.Host.Commands;

namespace Flash.Host.Evaluation;

/// <summary>A picture, a change to it in words, and what should be seen of it.</summary>
/// <param name="Kind">Changes of one kind have one row in the figures.</param>
/// <param name="Prompt">What was drawn first.</param>
/// <param name="Edit">What a person answers to it.</param>
/// <param name="Expect">What the referee should read after it, class by attribute; <c>"light": "darker"</c> is read
/// from the pixels, <c>"shows"</c> is the thing or the one beside it.</param>
/// <param name="Stays">Where nothing should change: <c>frame</c>, the outer half of the picture; <c>shape</c>, all of
/// it but for light and colour.</param>
internal sealed record EditCase(
    string Kind,
    string Prompt,
    string Edit,
    IReadOnlyDictionary<string, string> Expect,
    string Stays
)
{
    /// <summary>One JSON object a line.</summary>
    /// <exception cref="BadArgumentException">There is no such file, or a line says something else.</exception>
    public static IReadOnlyList<EditCase> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadArgumentException($"There is no file {Path.GetFullPath(path)} with edits.");
        }

        return
        [
            .. File.ReadLines(path)
                .Select((line, i) => (Line: line.Trim(), Number: i + 1))
                .Where(line => line.Line is not "")
                .Select(line => Parse(path, line.Number, line.Line)),
        ];
    }

    private static EditCase Parse(string path, int number, string line)
    {
        try
        {
            if (
                JsonSerializer.Deserialize<EditCase>(line, ImagineFiles.Json) is
                { Kind: not null, Prompt: not null, Edit: not null, Expect: not null } read
            )
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new BadArgumentException(
            $"{path}, line {number}: expected {{\"kind\": …, \"prompt\": …, \"edit\": …, \"expect\": {{…}}, \"stays\": "
                + $"\"frame\"}}."
        );
    }
}
