using System.Text.RegularExpressions;
using Flash.Testing;

// The samples are as short as they stand in the readme, without tokens.
#pragma warning disable xUnit1051

namespace Flash.Inference.Tests;

/// <summary>The samples of the package's readme: compiled here, run here, and the same there to the letter.</summary>
public sealed class ReadmeSampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flash-sample-").FullName;
    private readonly string _readme = File.ReadAllText(
        Path.Combine(Repository.Root, "src", "Flash.Inference", "README.md")
    );

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Three_lines_draw_and_save_a_picture()
    {
        await using var model = await DiffusionModel.LoadAsync(Path.Combine(Repository.Root, "models/flash-mini"));
        var images = await model.GenerateAsync("a red boat", seed: 7);
        await images[0].SaveAsync(Path.Combine(_folder, "1.png"));

        Assert.Equal(
            [
                """await using var model = await DiffusionModel.LoadAsync("models/flash-mini");""",
                """var images = await model.GenerateAsync("a red boat", seed: 7);""",
                """await images[0].SaveAsync("1.png");""",
            ],
            Sample(0)
        );
        Assert.Equal(
            images[0].Pixels.ToArray(),
            ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(_folder, "1.png"))).Pixels.ToArray()
        );
    }

    [Fact]
    public async Task Five_lines_show_how_it_comes_into_being()
    {
        await using var model = TinyModel.Load("flash");
        var said = new List<string>();
        await foreach (var next in model.StreamAsync(new TextToImageRequest { Prompt = "a red boat", Seed = 7 }))
        {
            said.Add(next is GenerationEvent.Preview preview ? $"step {preview.Step}" : "done");
        }

        Assert.Equal(["step 1", "step 2", "step 3", "done"], said);
        Assert.Contains(
            """await foreach (var next in model.StreamAsync(new TextToImageRequest { Prompt = "a red boat", Seed = 7 }))""",
            Sample(1)
        );
        Assert.Contains(
            """    Console.WriteLine(next is GenerationEvent.Preview preview ? $"step {preview.Step}" : "done");""",
            Sample(1)
        );
    }

    [Theory]
    [InlineData("1.jpg")]
    [InlineData("1.webp")]
    public async Task The_ending_says_how_a_picture_is_written(string name)
    {
        var path = Path.Combine(_folder, name);

        await new RgbImage(64, 64, new byte[64 * 64 * 3]).SaveAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(64, ImageDecoder.Decode(await File.ReadAllBytesAsync(path)).Width);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            new RgbImage(64, 64, new byte[64 * 64 * 3]).SaveAsync(path + ".bmp")
        );
    }

    private string[] Sample(int index) =>
        Regex
            .Matches(_readme, "```csharp\n(.*?)```", RegexOptions.Singleline)[index]
            .Groups[1]
            .Value.TrimEnd()
            .Split('\n');
}
