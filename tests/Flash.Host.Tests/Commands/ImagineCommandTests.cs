using System.Text.Json;

namespace Flash.Host.Tests.Commands;

/// <summary><c>flash imagine</c> and <c>flash animate</c> with the embedded model, from the command line to the files.</summary>
public sealed class ImagineCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"flash test {Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Pictures_are_drawn_and_drawn_again_from_their_recipe_and_one_is_set_in_motion()
    {
        var drawn = await RunAsync("imagine", "a red boat on the sea", "--out", _folder, "--seed", "7");

        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Errors));
        Assert.Equal(
            ["1.png", "2.png", "3.png", "4.png", "grid.png", "preview-1.png", "preview-2.png", "preview-3.png", "recipe.json"],
            Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Contains("seed 7", drawn.Output, StringComparison.Ordinal);

        var again = Path.Combine(_folder, "again");
        var json = await RunAsync("imagine", "a red boat on the sea", "--out", again, "--seed", "7", "--count", "2", "--json");

        Assert.Equal((0, ""), (json.ExitCode, json.Errors));
        var report = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(7, report.GetProperty("recipe").GetProperty("seed").GetInt32());
        Assert.True(report.GetProperty("milliseconds").GetProperty("generation").GetDouble() > 0);
        Assert.Equal(await ReadAsync("2.png"), await ReadAsync("again/2.png"));

        var animated = await RunAsync("animate", _folder, "--index", "2", "--frames", "3");

        Assert.Equal((0, ""), (animated.ExitCode, animated.Errors));
        Assert.Equal("GIF89a"u8.ToArray(), (await ReadAsync("2.gif"))[..6]);

        var camera = await RunAsync("animate", _folder, "--index", "2", "--frames", "8", "--motion", "camera", "--format", "webp", "--max-bytes", "30000");

        Assert.Equal((0, ""), (camera.ExitCode, camera.Errors));
        var webp = await ReadAsync("2.webp");
        Assert.Equal("WEBP"u8.ToArray(), webp[8..12]);
        Assert.InRange(webp.Length, 1000, 30_000);
    }

    [Theory]
    [InlineData("--seed is a whole number from 0 to 18446744073709551615; 'abc' was given.", "imagine", "x", "--out", "unused", "--seed", "abc")]
    [InlineData("--seed is a whole number from 0 to 18446744073709551615; '-1' was given.", "imagine", "x", "--out", "unused", "--seed", "-1")]
    [InlineData("--steps is a whole number from 1 to 150; '0' was given.", "imagine", "x", "--out", "unused", "--steps", "0")]
    [InlineData("--count is a whole number from 1 to 8; '9' was given.", "imagine", "x", "--out", "unused", "--count", "9")]
    [InlineData("There is no prompt; write what to draw in quotes", "imagine", "--out", "unused")]
    [InlineData("The prompt is empty", "imagine", " ", "--out", "unused")]
    [InlineData("--out is missing", "imagine", "x")]
    [InlineData("There is no model 'dreams'", "imagine", "x", "--out", "unused", "--model", "dreams")]
    [InlineData("The model folder /nowhere does not exist.", "imagine", "x", "--out", "unused", "--model", "/nowhere")]
    [InlineData("The models folder /nowhere (Inference:ModelsPath) does not exist.", "models", "list", "--Inference:ModelsPath=/nowhere")]
    [InlineData("There is no recipe.json in /nowhere", "animate", "/nowhere", "--index", "1")]
    [InlineData("There is no folder", "animate")]
    [InlineData("--motion is one of phase, orbit, camera; 'spin' was given.", "animate", "/nowhere", "--index", "1", "--motion", "spin")]
    [InlineData("--format is one of gif, webp, mp4; 'avi' was given.", "animate", "/nowhere", "--index", "1", "--format", "avi")]
    public async Task A_bad_argument_is_answered_with_one_sentence_and_exit_code_2(string sentence, params string[] arguments)
    {
        var folder = Array.IndexOf(arguments, "unused");
        if (folder >= 0)
        {
            arguments[folder] = _folder;
        }

        var ending = await RunAsync(arguments);

        Assert.Equal((2, ""), (ending.ExitCode, ending.Output));
        Assert.StartsWith($"flash: {sentence}", ending.Errors, StringComparison.Ordinal);
        Assert.Single(ending.Errors.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public async Task A_prompt_of_5000_characters_is_refused_and_nothing_is_left_behind()
    {
        var ending = await RunAsync("imagine", new string('x', 5000), "--out", _folder);

        Assert.Equal((2, "flash: A prompt has at most 2000 characters; this one has 5000."), (ending.ExitCode, ending.Errors));
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public async Task A_recipe_that_is_none_is_refused()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "recipe.json"), "{", TestContext.Current.CancellationToken);

        var ending = await RunAsync("animate", _folder, "--index", "1");

        Assert.Equal(2, ending.ExitCode);
        Assert.Contains("is no recipe; expected what flash imagine writes.", ending.Errors, StringComparison.Ordinal);
    }

    private Task<byte[]> ReadAsync(string file) => File.ReadAllBytesAsync(Path.Combine(_folder, file), TestContext.Current.CancellationToken);

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
        => FlashProcess.RunAsync(new Dictionary<string, string>(), TestContext.Current.CancellationToken, arguments);
}
