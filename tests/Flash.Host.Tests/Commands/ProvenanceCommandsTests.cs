using System.Text.Json;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Testing;

namespace Flash.Host.Tests.Commands;

/// <summary><c>flash edit</c>, <c>upscale</c> and <c>verify</c> with the embedded model, from the command line to the
/// files.</summary>
public sealed class ProvenanceCommandsTests : IDisposable
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
    public async Task A_wide_picture_is_drawn_edited_and_enlarged_and_each_says_where_it_comes_from()
    {
        Assert.Equal(
            0,
            (
                await RunAsync(
                    "imagine",
                    "a red boat on the sea",
                    "--out",
                    _folder,
                    "--seed",
                    "7",
                    "--count",
                    "1",
                    "--ar",
                    "2:1"
                )
            ).ExitCode
        );
        var drawn = ImageDecoder.Decode(
            await File.ReadAllBytesAsync(At("1.png"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(2, drawn.Width / (double)drawn.Height, 0.3);
        var first = await VerifyAsync(At("1.png"));
        Assert.EndsWith("/trainedAlgorithmicMedia", first.SourceType, StringComparison.Ordinal);
        Assert.StartsWith("a red boat on the sea\nSteps: 3", first.Parameters, StringComparison.Ordinal);

        var edited = await RunAsync(
            "edit",
            At("1.png"),
            "a red boat at night",
            "--out",
            At("edited"),
            "--seed",
            "1",
            "--count",
            "1",
            "--strength",
            "0.5"
        );
        Assert.Equal((0, ""), (edited.ExitCode, edited.Errors));
        Assert.Equal((drawn.Width, drawn.Height), Size(At("edited/1.png")));
        Assert.False(File.Exists(At("edited/recipe.json")));
        var second = await VerifyAsync(At("edited/1.png"));
        Assert.EndsWith("/compositeWithTrainedAlgorithmicMedia", second.SourceType, StringComparison.Ordinal);
        Assert.NotEqual(first.Id, second.Id);

        var enlarged = await RunAsync("upscale", At("1.png"), "--out", At("large.png"), "--factor", "2");
        Assert.Equal((0, ""), (enlarged.ExitCode, enlarged.Errors));
        Assert.Equal((2 * drawn.Width, 2 * drawn.Height), Size(At("large.png")));
        Assert.Equal(first.Id, (await VerifyAsync(At("large.png"))).Id);
    }

    [Fact]
    public async Task Part_of_a_picture_is_drawn_anew_by_a_mask_and_beyond_its_edges()
    {
        Assert.Equal(
            0,
            (
                await RunAsync("imagine", "a red boat on the sea", "--out", _folder, "--seed", "7", "--count", "1")
            ).ExitCode
        );
        var mask = new byte[256 * 256 * 3];
        mask.AsSpan(mask.Length / 2).Fill(255);
        await File.WriteAllBytesAsync(
            At("mask.png"),
            ImageEncoder.EncodePng(new RgbImage(256, 256, mask)),
            TestContext.Current.CancellationToken
        );
        string[] plain = ["--seed", "1", "--count", "1", "--Flash:Provenance:Watermark=false"];

        var masked = await RunAsync([
            "edit",
            At("1.png"),
            "a green meadow",
            "--mask",
            At("mask.png"),
            "--out",
            At("masked"),
            .. plain,
        ]);
        Assert.Equal((0, ""), (masked.ExitCode, masked.Errors));
        var (before, after) = (
            ImageDecoder.Decode(File.ReadAllBytes(At("1.png"))),
            ImageDecoder.Decode(File.ReadAllBytes(At("masked/1.png")))
        );
        const int Kept = 256 * 100 * 3;
        Assert.Equal(before.Pixels[..Kept].ToArray(), after.Pixels[..Kept].ToArray());
        Assert.NotEqual(before.Pixels[^Kept..].ToArray(), after.Pixels[^Kept..].ToArray());

        var extended = await RunAsync([
            "edit",
            At("1.png"),
            "the sea",
            "--extend",
            "0,0,256,0",
            "--out",
            At("extended"),
            .. plain,
        ]);
        Assert.Equal((0, ""), (extended.ExitCode, extended.Errors));
        var (width, height) = Size(At("extended/1.png"));
        Assert.Equal(2, width / (double)height, 0.3);
    }

    [Fact]
    public async Task A_picture_without_any_mark_ends_with_exit_code_1()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllBytesAsync(
            At("plain.png"),
            ImageEncoder.EncodePng(new RgbImage(200, 200, new byte[200 * 200 * 3])),
            TestContext.Current.CancellationToken
        );

        var ending = await RunAsync("verify", At("plain.png"));

        Assert.Equal(1, ending.ExitCode);
        Assert.Contains("Nothing in it says that Flash made it.", ending.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no picture; name a JPEG, PNG, WebP or GIF, as in: flash verify picture.png.", "verify")]
    [InlineData("There is no file /nowhere.png; name a JPEG, PNG, WebP or GIF.", "verify", "/nowhere.png")]
    [InlineData(
        "There is no file /nowhere.png; name a JPEG, PNG, WebP or GIF.",
        "edit",
        "/nowhere.png",
        "words",
        "--out",
        "x"
    )]
    [InlineData(
        "--strength is a number above 0 and at most 1; '2' was given.",
        "edit",
        "/nowhere.png",
        "words",
        "--out",
        "x",
        "--strength",
        "2"
    )]
    [InlineData(
        "--extend is pixels for every edge, such as 64, or left,top,right,bottom such as 0,0,128,0; '1,2' was given.",
        "edit",
        "/nowhere.png",
        "words",
        "--out",
        "x",
        "--extend",
        "1,2"
    )]
    [InlineData(
        "--ar is width:height between 1:3 and 3:1, such as 16:9; 'sideways' was given.",
        "imagine",
        "words",
        "--out",
        "x",
        "--ar",
        "sideways"
    )]
    [InlineData(
        "Flash:Provenance:MarkFile names /nowhere.png, which does not exist; give the path of a PNG.",
        "imagine",
        "words",
        "--out",
        "x",
        "--Flash:Provenance:MarkFile=/nowhere.png"
    )]
    public async Task A_bad_argument_is_answered_with_one_sentence_and_exit_code_2(
        string sentence,
        params string[] arguments
    ) =>
        Assert.Equal(
            (arguments[^1].Contains("MarkFile", StringComparison.Ordinal) ? 1 : 2, "", $"flash: {sentence}"),
            await RunAsync(arguments)
        );

    private string At(string name) => Path.Combine(_folder, name);

    private static (int Width, int Height) Size(string path)
    {
        var picture = ImageDecoder.Decode(File.ReadAllBytes(path));
        return (picture.Width, picture.Height);
    }

    /// <summary>As <c>flash verify --json</c> says it; metadata and watermark must agree.</summary>
    private static async Task<(Guid Id, string? SourceType, string? Parameters)> VerifyAsync(string path)
    {
        var ending = await RunAsync("verify", path, "--json");
        Assert.Equal((0, ""), (ending.ExitCode, ending.Errors));
        var report = JsonDocument.Parse(ending.Output).RootElement;
        Assert.False(report.GetProperty("contradictory").GetBoolean());
        var metadata = report.GetProperty("metadata");
        var id = metadata.GetProperty("id").GetGuid();
        Assert.Equal(
            WatermarkPayload.Of(id, 1).ToString(),
            report.GetProperty("watermark").GetProperty("id").GetString()
        );
        return (id, metadata.GetProperty("sourceType").GetString(), metadata.GetProperty("parameters").GetString());
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        FlashProcess.RunAsync(new Dictionary<string, string>(), TestContext.Current.CancellationToken, arguments);
}
