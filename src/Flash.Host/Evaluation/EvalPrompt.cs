using System.Text.Json;
using Flash.Host.CommandLine;
using Flash.Host.Commands;

namespace Flash.Host.Evaluation;

/// <summary>One line of a prompt list.</summary>
/// <param name="Prompt">What to draw.</param>
/// <param name="Expect">What the referee should read, class by attribute; null where unknown.</param>
internal sealed record EvalPrompt(string Prompt, IReadOnlyDictionary<string, string>? Expect = null)
{
    /// <summary>A text file with one prompt a line, or one JSON object a line: <c>{"prompt": "...", "expect":
    /// {"subject": "cat"}}</c>. Empty lines and those that begin with # are skipped.</summary>
    public static IReadOnlyList<EvalPrompt> Read(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new BadArgumentException("--prompts is missing; name a file with one prompt a line.");
        }

        if (!File.Exists(path))
        {
            throw new BadArgumentException($"There is no file {Path.GetFullPath(path)} with prompts.");
        }

        var prompts = File.ReadLines(path)
            .Select((line, i) => Parse(path, i + 1, line.Trim()))
            .OfType<EvalPrompt>()
            .ToList();
        return prompts.Count > 0
            ? prompts
            : throw new BadArgumentException($"{path} has no prompts; one is expected in each line.");
    }

    private static EvalPrompt? Parse(string path, int number, string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        if (line[0] != '{')
        {
            return new EvalPrompt(line);
        }

        try
        {
            return JsonSerializer.Deserialize<EvalPrompt>(line, ImagineFiles.Json) is { Prompt.Length: > 0 } prompt
                ? prompt
                : throw new BadArgumentException($"{path}, line {number}: there is no \"prompt\".");
        }
        catch (JsonException)
        {
            throw new BadArgumentException(
                $"{path}, line {number}: this begins like JSON and is none; expected {{\"prompt\": \"...\"}} or plain "
                    + $"words."
            );
        }
    }
}
