using System.Text.Json;
using Flash.Testing;

namespace Flash.Host.Tests.Commands;

/// <summary><c>flash eval</c> with the embedded model and tiny judging networks, from the command line to the table and
/// the page.</summary>
public sealed class EvalCommandTests : IDisposable
{
    private static readonly string Networks = Path.Combine(AppContext.BaseDirectory, "evaluation");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"flash test {Guid.NewGuid():N}");

    public EvalCommandTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_list_is_drawn_measured_and_shown_and_only_what_is_missing_is_drawn_again()
    {
        var prompts = Write(
            "prompts.jsonl",
            """
            # Two ways to write a prompt.
            {"prompt": "a red <b>boat</b> on the sea", "expect": {"light": "dark"}}
            {"prompt": "a cat in the snow", "expect": {"light": "neither"}}

            a yellow sun
            """
        );
        var first = Path.Combine(_folder, "first");

        var drawn = await EvalAsync(
            prompts,
            first,
            "--steps",
            "2,1",
            "--referee",
            Path.Combine(Networks, "referee"),
            "--json"
        );

        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Errors));
        var rows = JsonDocument.Parse(drawn.Output).RootElement.GetProperty("rows");
        Assert.Equal([2, 1], rows.EnumerateArray().Select(row => row.GetProperty("steps").GetInt32()));
        Assert.InRange(rows[0].GetProperty("accuracy").GetProperty("light").GetDouble(), 0, 50); // nothing is "neither"
        Assert.True(
            rows[0].GetProperty("frechet").GetDouble() > 0 && rows[0].GetProperty("milliseconds").GetDouble() > 0
        );
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("clip").ValueKind);

        var page = await File.ReadAllTextAsync(
            Path.Combine(first, "index.html"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("src=\"steps-1/0003.png\" alt=\"a yellow sun, 1 steps\"", page, StringComparison.Ordinal);
        Assert.Contains("a red &lt;b&gt;boat", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);

        var (kept, lost) = (Path.Combine(first, "steps-1", "0001.png"), Path.Combine(first, "steps-1", "0002.png"));
        var (written, bytes) = (
            File.GetLastWriteTimeUtc(kept),
            await File.ReadAllBytesAsync(lost, TestContext.Current.CancellationToken)
        );
        File.Delete(lost);
        var resumed = await EvalAsync(
            prompts,
            first,
            "--steps",
            "1",
            "--clip",
            Path.Combine(Networks, "clip"),
            "--inception",
            Path.Combine(Networks, "inception.onnx"),
            "--reference",
            Path.Combine(first, "steps-2")
        );

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Errors));
        Assert.Equal(written, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(lost, TestContext.Current.CancellationToken));
        Assert.Matches(@"\|\s*steps\s*\|\s*pictures\s*\|\s*ms each\s*\|.*\|\s*CLIP\s*\|\s*FID\s*\|", resumed.Output);

        var other = await EvalAsync(prompts, first, "--seed", "2");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains(
            "holds an evaluation of another model, seed or prompt list",
            other.Errors,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--prompts is missing")]
    [InlineData("There is no file", "--prompts", "/nowhere/prompts.txt")]
    [InlineData("--out is missing", "--prompts", "good.txt")]
    [InlineData(
        "--steps is a list of whole numbers from 1 to 150, such as 1,2,3; '1,x' was given.",
        "--prompts",
        "good.txt",
        "--out",
        "out",
        "--steps",
        "1,x"
    )]
    [InlineData(
        "--inception and --reference belong together",
        "--prompts",
        "good.txt",
        "--out",
        "out",
        "--inception",
        "/nowhere"
    )]
    [InlineData(
        "The model file /nowhere/referee.json is missing.",
        "--prompts",
        "good.txt",
        "--out",
        "out",
        "--referee",
        "/nowhere"
    )]
    public async Task A_bad_argument_is_answered_with_one_sentence_and_exit_code_2(
        string sentence,
        params string[] arguments
    )
    {
        var good = Write("good.txt", "a cat");
        var ending = await RunAsync([
            "eval",
            .. arguments.Select(argument =>
                argument switch
                {
                    "good.txt" => good,
                    "out" => Path.Combine(_folder, "out"),
                    _ => argument,
                }
            ),
        ]);

        Assert.Equal((2, ""), (ending.ExitCode, ending.Output));
        Assert.StartsWith($"flash: {sentence}", ending.Errors, StringComparison.Ordinal);
        Assert.Single(ending.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("{\"prompt\": ", "line 1: this begins like JSON and is none")]
    [InlineData("{\"words\": \"a cat\"}", "line 1: there is no \"prompt\"")]
    [InlineData("# nothing else", "has no prompts")]
    public async Task A_list_that_cannot_be_read_is_refused_by_line(string content, string sentence)
    {
        var ending = await EvalAsync(Write("bad.jsonl", content), Path.Combine(_folder, "out"));

        Assert.Equal((2, ""), (ending.ExitCode, ending.Output));
        Assert.Contains(sentence, ending.Errors, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> EvalAsync(
        string prompts,
        string folder,
        params string[] more
    ) => RunAsync(["eval", "--prompts", prompts, "--out", folder, .. more]);

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments) =>
        FlashProcess.RunAsync(new Dictionary<string, string>(), TestContext.Current.CancellationToken, arguments);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
