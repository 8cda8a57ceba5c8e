using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests;

/// <summary>The embedded model continues its own pictures without a border that can be seen.</summary>
public sealed class OutpaintingSeamTests
{
    private const int Inner = 170,
        Edge = 43;

    [Theory]
    [InlineData("a red boat on the sea at sunset", "a scene on the sea at sunset")]
    [InlineData("a cat in a meadow", "a scene in a meadow")]
    [InlineData("a castle in the mountains", "a scene in the mountains")]
    public async Task Colours_meet_at_the_edges_of_what_was_there(string prompt, string around)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var model = DiffusionModel.Load(
            Path.Combine(Repository.Root, "models", "flash-mini"),
            new InferenceOptions { Device = InferenceDevice.Cpu },
            NullLogger.Instance
        );
        var request = new TextToImageRequest
        {
            Prompt = prompt,
            Seed = 7,
            Count = 1,
            Previews = false,
        };
        var picture = (await model.GenerateAsync(request, cancellation)).Pictures[0];
        var placed = Outpainting.Place(picture, 256, 256, Edge / 256.0, Edge / 256.0, Inner / 256.0, Inner / 256.0);
        var farther = request with
        {
            Prompt = around,
            InitImage = placed.Picture,
            Mask = placed.Mask,
            Strength = 0.6f,
            GoesOn = true,
        };

        var joined = (await model.GenerateAsync(farther, cancellation)).Pictures[0];
        var pasted = (await model.GenerateAsync(farther with { GoesOn = false }, cancellation)).Pictures[0];

        // Across the border no more than twice what pixels beside each other differ by inside it.
        var inside = Step(placed.Picture, Edge + 1);
        Assert.True(Step(joined, Edge) < (2 * inside) + 2, $"{Step(joined, Edge):F1} across, {inside:F1} inside.");
        Assert.True(Step(joined, Edge) < Step(pasted, Edge) / 2, $"{Step(pasted, Edge):F1} without.");
        Assert.Equal(0, Kept(joined, placed.Picture));
    }

    [Fact]
    public void What_hangs_over_the_canvas_is_cut_off_and_what_misses_it_is_refused()
    {
        var picture = new RgbImage(64, 32, new byte[64 * 32 * 3]);

        var panned = Outpainting.Place(picture, 64, 32, -0.375, 0, 1, 1);

        Assert.Equal((64, 32), (panned.Picture.Width, panned.Picture.Height));
        Assert.Equal(24, Enumerable.Range(0, 64).Count(x => panned.Mask.Pixels.Span[x * 3] == 255));
        Assert.Throws<ArgumentException>(() => Outpainting.Place(picture, 64, 32, 1, 0, 1, 1));
    }

    /// <summary>Mean difference of neighbours across a square's four sides, 0 to 255.</summary>
    private static double Step(RgbImage picture, int edge)
    {
        var (pixels, last) = (picture.Pixels.ToArray(), picture.Width - edge);
        double Across(int x, int y, int dx, int dy) =>
            Enumerable
                .Range(0, 3)
                .Average(c =>
                    Math.Abs(
                        pixels[(((y * picture.Width) + x) * 3) + c]
                            - pixels[((((y + dy) * picture.Width) + x + dx) * 3) + c]
                    )
                );
        return Enumerable
            .Range(edge, last - edge)
            .Average(i =>
                (
                    Across(edge, i, -1, 0)
                    + Across(last - 1, i, 1, 0)
                    + Across(i, edge, 0, -1)
                    + Across(i, last - 1, 0, 1)
                ) / 4
            );
    }

    private static int Kept(RgbImage one, RgbImage other)
    {
        var (a, b) = (one.Pixels.ToArray(), other.Pixels.ToArray());
        return Enumerable
            .Range(0, a.Length)
            .Where(i => i / 3 % 256 is >= Edge and < Edge + Inner && i / 3 / 256 is >= Edge and < Edge + Inner)
            .Max(i => Math.Abs(a[i] - b[i]));
    }
}
