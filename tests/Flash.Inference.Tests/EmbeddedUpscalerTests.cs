using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Pipelines;
using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests;

/// <summary>The networks of <c>models/upscaler</c>: against the pictures that their author made with them, and as
/// <em>Enlarge</em> uses them.</summary>
public sealed class EmbeddedUpscalerTests
{
    [Theory]
    [InlineData(2, "photo-2x.png")]
    [InlineData(4, "photo-4x.png")]
    public void A_network_makes_the_picture_that_its_author_made(int factor, string name)
    {
        using var folder = OpenFolder();
        using var control = new RunControl(TestContext.Current.CancellationToken);
        var expected = TestPicture.Load(name).Pixels.Span;

        var made = folder.For(factor).Run(TestPicture.Load("photo.png"), control).Pixels.Span;

        Assert.Equal(expected.Length, made.Length);
        var (largest, different) = (0, 0);
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = Math.Abs(expected[i] - made[i]);
            (largest, different) = (Math.Max(largest, distance), different + Math.Min(1, distance));
        }

        // What lies on the border between two levels may fall on either side.
        Assert.True(largest <= 1, $"A value is {largest} levels off.");
        Assert.True(different < expected.Length / 200, $"{different} of {expected.Length} values differ.");
    }

    [Theory]
    [InlineData("photo.png", 2)]
    [InlineData("photo.png", 3)]
    [InlineData("photo.png", 4)]
    [InlineData("drawn.jpg", 2)]
    public async Task An_enlarged_picture_shrinks_back_to_what_it_was(string name, int factor)
    {
        using var model = TinyModel.Load("flash", options => options.ModelsPath = Models);
        var picture = TestPicture.Load(name);

        var completed = await Enlarge(model, picture, factor);

        Assert.Equal(UpscaleMethod.SuperResolution, completed.Method);
        var large = completed.Picture;
        Assert.Equal((picture.Width * factor, picture.Height * factor), (large.Width, large.Height));
        var back = PictureScaling.Stretch(large, picture.Width, picture.Height);
        Assert.InRange(PeakSignalToNoise(picture, back), 38, double.PositiveInfinity);
        Assert.InRange(Contrast(large) / Contrast(picture), 0.97, 1.03);
        // Sharper than resampling, or there was no reason to run it.
        var plain = PictureScaling.Stretch(picture, large.Width, large.Height);
        Assert.True(Sharpness(large) > 1.02 * Sharpness(plain), $"{Sharpness(large)} against {Sharpness(plain)}");
    }

    [Fact]
    public async Task Enlarging_twice_and_a_strip_of_a_few_pixels()
    {
        using var model = TinyModel.Load("flash", options => options.ModelsPath = Models);

        var once = await Enlarge(model, TestPicture.Load("photo.png"), 2);
        var twice = await Enlarge(model, once.Picture, 2);
        var strip = await Enlarge(model, new RgbImage(700, 1, new byte[2100]), 2);

        Assert.Equal((512, 512), (twice.Picture.Width, twice.Picture.Height));
        Assert.Equal((1400, 2), (strip.Picture.Width, strip.Picture.Height));
    }

    [Fact]
    public void The_weakest_network_that_suffices_is_taken()
    {
        using var folder = OpenFolder();

        Assert.Equal([2, 4, 4, 4], Enumerable.Range(2, 4).Select(factor => folder.For(factor).Scale));
    }

    [Fact]
    public void A_folder_without_networks_is_refused()
    {
        var refusal = Assert.Throws<InferenceException>(() =>
            TinyModel.Load("flash", options => options.Upscaler = TinyModel.Folder("flash"))
        );

        Assert.Contains("has no networks such as x2.onnx", refusal.Message, StringComparison.Ordinal);
    }

    private static string Models => Path.Combine(Repository.Root, "models");

    private static SuperResolutionFolder OpenFolder() =>
        SuperResolutionFolder.Open(
            Path.Combine(Models, SuperResolutionFolder.Name),
            new SessionFactory(
                new InferenceOptions { Device = InferenceDevice.Cpu, IntraOpThreads = 1 },
                NullLogger.Instance
            )
        )!; // it is in the repository

    private static async Task<UpscaleEvent.Completed> Enlarge(DiffusionModel model, RgbImage picture, int factor)
    {
        var request = new UpscaleRequest
        {
            Image = picture,
            Seed = 1,
            Factor = factor,
        };
        var events = new List<UpscaleEvent>();
        await foreach (
            var next in new Upscaler(model, TimeProvider.System).UpscaleAsync(
                request,
                TestContext.Current.CancellationToken
            )
        )
        {
            events.Add(next);
        }

        return Assert.IsType<UpscaleEvent.Completed>(events[^1]);
    }

    private static double PeakSignalToNoise(RgbImage a, RgbImage b)
    {
        var squares = 0.0;
        for (var i = 0; i < a.Pixels.Length; i++)
        {
            squares += Math.Pow(a.Pixels.Span[i] - b.Pixels.Span[i], 2);
        }

        return 10 * Math.Log10(255.0 * 255 * a.Pixels.Length / squares);
    }

    // The standard deviation of all values.
    private static double Contrast(RgbImage picture)
    {
        var mean = picture.Pixels.ToArray().Average(value => (double)value);
        return Math.Sqrt(picture.Pixels.ToArray().Average(value => Math.Pow(value - mean, 2)));
    }

    // The mean step between neighbours.
    private static double Sharpness(RgbImage picture)
    {
        var pixels = picture.Pixels.ToArray();
        return pixels.Skip(3).Zip(pixels, (next, value) => Math.Abs((double)next - value)).Average();
    }
}
