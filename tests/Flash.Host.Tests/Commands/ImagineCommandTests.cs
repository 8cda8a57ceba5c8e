using System.Text.Json;
using Flash.Testing;

namespace Flash.Host.Tests.Commands;

/// <summary><c>flash imagine</c> and <c>flash animate</c> with the embedded model, from the command line to the
/// files.</summary>
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
            [
                "1.png",
                "2.png",
                "3.png",
                "4.png",
                "grid.png",
                "preview-1.png",
                "preview-2.png",
                "preview-3.png",
                "recipe.json",
            ],
            Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        );
        Assert.Contains("seed 7", drawn.Output, StringComparison.Ordinal);

        var again = Path.Combine(_folder, "again");
        var json = await RunAsync(
            "imagine",
            "a red boat on the sea",
            "--out",
            again,
            "--seed",
            "7",
            "--count",
            "2",
            "--json"
        );

        Assert.Equal((0, ""), (json.ExitCode, json.Errors));
        var report = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(7, report.GetProperty("recipe").GetProperty("seed").GetInt32());
        Assert.True(report.GetProperty("milliseconds").GetProperty("generation").GetDouble() > 0);
        Assert.Equal(await ReadAsync("2.png"), await ReadAsync("again/2.png"));

        var animated = await RunAsync("animate", _folder, "--index", "2", "--frames", "3");

        Assert.Equal((0, ""), (animated.ExitCode, animated.Errors));
        Assert.Equal("GIF89a"u8.ToArray(), (await ReadAsync("2.gif"))[..6]);

        var camera = await RunAsync(
            "animate",
            _folder,
            "--index",
            "2",
            "--frames",
            "8",
            "--motion",
            "camera",
            "--format",
            "webp",
            "--max-bytes",
            "30000"
        );

        Assert.Equal((0, ""), (camera.ExitCode, camera.Errors));
        var webp = await ReadAsync("2.webp");
        Assert.Equal("WEBP"u8.ToArray(), webp[8..12]);
        Assert.InRange(webp.Length, 1000, 30_000);
    }

    [Theory]
    [InlineData(
        "--seed is a whole number from 0 to 18446744073709551615; 'abc' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--seed",
        "abc"
    )]
    [InlineData(
        "--seed is a whole number from 0 to 18446744073709551615; '-1' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--seed",
        "-1"
    )]
    [InlineData(
        "--steps is a whole number from 1 to 150; '0' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--steps",
        "0"
    )]
    [InlineData(
        "--count is a whole number from 1 to 8; '9' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--count",
        "9"
    )]
    [InlineData("There is no prompt; write what to draw in quotes", "imagine", "--out", "unused")]
    [InlineData("The prompt is empty", "imagine", " ", "--out", "unused")]
    [InlineData("--out is missing", "imagine", "x")]
    [InlineData("There is no model 'dreams'", "imagine", "x", "--out", "unused", "--model", "dreams")]
    [InlineData("The model folder /nowhere does not exist.", "imagine", "x", "--out", "unused", "--model", "/nowhere")]
    [InlineData(
        "The models folder /nowhere (Flash:Inference:ModelsPath) does not exist.",
        "models",
        "list",
        "--Flash:Inference:ModelsPath=/nowhere"
    )]
    [InlineData("There is no recipe.json in /nowhere", "animate", "/nowhere", "--index", "1")]
    [InlineData("There is no folder", "animate")]
    [InlineData(
        "--sampler is one of flash, ddim, euler, euler-a, lcm, tcd, dpm++, flow; 'magic' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--sampler",
        "magic"
    )]
    [InlineData(
        "--guidance is a number from 0 to 30; '31' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--guidance",
        "31"
    )]
    [InlineData(
        "--timesteps is a list of descending numbers such as 999,666,333; '9,x' was given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--timesteps",
        "9,x"
    )]
    [InlineData(
        "--timesteps names 2 steps and --steps 3; leave --steps out.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--timesteps",
        "9,8",
        "--steps",
        "3"
    )]
    [InlineData(
        "Timesteps descend from at most 999 to at least 0; 8, 9 were given.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--timesteps",
        "8,9"
    )]
    [InlineData(
        "The width is a multiple of 32 from 64 to 4096 pixels for this model; 250 was given, the nearest are 224 and 256.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--width",
        "250"
    )]
    [InlineData(
        "--ar and --width or --height contradict each other; leave one of them out.",
        "imagine",
        "x",
        "--out",
        "unused",
        "--width",
        "256",
        "--ar",
        "1:1"
    )]
    [InlineData(
        "There is no file /nowhere.txt; --prompt-file names a text file.",
        "imagine",
        "--prompt-file",
        "/nowhere.txt",
        "--out",
        "unused"
    )]
    [InlineData(
        "--motion is one of phase, orbit, camera; 'spin' was given.",
        "animate",
        "/nowhere",
        "--index",
        "1",
        "--motion",
        "spin"
    )]
    [InlineData(
        "--format is one of gif, webp, mp4; 'avi' was given.",
        "animate",
        "/nowhere",
        "--index",
        "1",
        "--format",
        "avi"
    )]
    public async Task A_bad_argument_is_answered_with_one_sentence_and_exit_code_2(
        string sentence,
        params string[] arguments
    )
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
    public async Task A_prompt_of_many_pages_comes_from_a_file_and_one_of_too_many_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                string.Join(' ', Enumerable.Repeat("a red boat on the sea,", 1500)),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(
                0,
                (
                    await RunAsync("imagine", "--prompt-file", file, "--out", _folder, "--count", "1", "--seed", "1")
                ).ExitCode
            );
            Assert.True(File.Exists(Path.Combine(_folder, "1.png")));

            await File.WriteAllTextAsync(
                file,
                string.Join(' ', Enumerable.Repeat("a red boat on the sea,", 30_000)),
                TestContext.Current.CancellationToken
            );
            var refused = await RunAsync("imagine", "--prompt-file", file, "--out", Path.Combine(_folder, "second"));
            Assert.Equal(
                (2, "flash: The prompt has at most 131072 tokens; 210000 were given."),
                (refused.ExitCode, refused.Errors)
            );
            Assert.False(Directory.Exists(Path.Combine(_folder, "second")));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task One_call_samples_in_another_way_and_its_recipe_remembers_how()
    {
        var drawn = await RunAsync(
            "imagine",
            "a red boat on the sea",
            "--out",
            _folder,
            "--seed",
            "7",
            "--count",
            "1",
            "--sampler",
            "euler",
            "--timesteps",
            "999,400",
            "--guidance",
            "2",
            "--negative",
            "clouds",
            "--width",
            "320"
        );

        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Errors));
        using var recipe = JsonDocument.Parse(await ReadAsync("recipe.json"));
        Assert.Equal(2, recipe.RootElement.GetProperty("inferenceSteps").GetInt32());
        Assert.Equal("clouds", recipe.RootElement.GetProperty("negativePrompt").GetString());
        Assert.Equal(
            "EulerDiscreteScheduler",
            recipe.RootElement.GetProperty("sampling").GetProperty("sampler").GetString()
        );
        Assert.Contains(
            "Steps: 2, Sampler: EulerDiscrete, CFG scale: 2, Seed: 7, Size: 320x256",
            System.Text.Encoding.Latin1.GetString(await ReadAsync("1.png")),
            StringComparison.Ordinal
        );

        // The loop's first frame is the picture, so the recipe was followed: nothing else is lossless.
        var animated = await RunAsync("animate", _folder, "--index", "1", "--frames", "2");
        Assert.Equal((0, ""), (animated.ExitCode, animated.Errors));
        var plain = Path.Combine(_folder, "plain");
        Assert.Equal(
            0,
            (
                await RunAsync(
                    "imagine",
                    "a red boat on the sea",
                    "--out",
                    plain,
                    "--seed",
                    "7",
                    "--count",
                    "1",
                    "--width",
                    "320"
                )
            ).ExitCode
        );
        Assert.NotEqual(await ReadAsync("1.png"), await ReadAsync("plain/1.png"));
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

    private Task<byte[]> ReadAsync(string file) =>
        File.ReadAllBytesAsync(Path.Combine(_folder, file), TestContext.Current.CancellationToken);

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        FlashProcess.RunAsync(new Dictionary<string, string>(), TestContext.Current.CancellationToken, arguments);
}
