using Flash.Inference.Tests.Imaging;

namespace Flash.Inference.Tests.Pipelines;

public sealed class InpaintingTests
{
    private static readonly RgbImage Picture = ImageEncoderTests.Gradient(64, 64, 3);
    private static readonly RgbImage RightHalf = Mask((x, _) => x >= 32);

    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        Count = 2,
        InitImage = Picture,
        Mask = RightHalf,
        Strength = 1,
    };

    [Theory]
    [InlineData("flash")]
    [InlineData("current")]
    [InlineData("xl")]
    [InlineData("lcm")]
    [InlineData("inpaint")]
    public async Task What_the_mask_keeps_stays_to_the_byte_and_the_rest_is_drawn(string name)
    {
        using var model = TinyModel.Load(name);

        var events = await TextToImagePipelineTests.Draw(model, Request with { InferenceSteps = 3 });

        foreach (
            var pictures in events
                .OfType<GenerationEvent.Preview>()
                .Select(preview => preview.Pictures)
                .Append(((GenerationEvent.Completed)events[^1]).Pictures)
        )
        {
            Assert.All(pictures, picture => Assert.Equal(0, Difference(picture, (x, _) => x < 32)));
            Assert.All(pictures, picture => Assert.InRange(Difference(picture, (x, _) => x >= 44), 5, 255));
        }
    }

    [Theory]
    [InlineData("flash")]
    [InlineData("inpaint")]
    public async Task What_is_drawn_does_not_depend_on_what_was_under_the_mask_at_full_strength(string name)
    {
        // A UNet made for inpainting never sees what is under the mask; any other begins with a trace of it, which at
        // the last timestep is nearly nothing.
        using var model = TinyModel.Load(name);
        var other = new RgbImage(
            64,
            64,
            Picture.Pixels.ToArray().Select((value, i) => i / 3 % 64 >= 40 ? (byte)(255 - value) : value).ToArray()
        );

        var (a, b) = (
            await TextToImagePipelineTests.Result(model, Request),
            await TextToImagePipelineTests.Result(model, Request with { InitImage = other })
        );

        var difference = a[0].Pixels.ToArray().Zip(b[0].Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Average();
        Assert.InRange(difference, 0, name == "inpaint" ? 4 : 12);
    }

    [Fact]
    public async Task Two_masks_keep_two_parts()
    {
        using var model = TinyModel.Load("flash");

        var left = await TextToImagePipelineTests.Result(model, Request with { Mask = Mask((x, _) => x < 32) });

        Assert.Equal(0, Difference(left[0], (x, _) => x >= 32));
        Assert.NotEqual(0, Difference(left[0], (x, _) => x < 20));
    }

    [Fact]
    public async Task A_picture_grows_beyond_its_edges()
    {
        using var model = TinyModel.Load("flash");
        var outpainting = Outpainting.Extend(Picture, 16, 0, 48, 8);

        var pictures = await TextToImagePipelineTests.Result(
            model,
            Request with
            {
                InitImage = outpainting.Picture,
                Mask = outpainting.Mask,
                Width = 128,
                Height = 72,
            }
        );

        Assert.Equal((128, 72), (pictures[0].Width, pictures[0].Height));
        for (var y = 0; y < 64; y++)
        {
            Assert.True(
                pictures[0]
                    .Pixels.Span.Slice(((y * 128) + 16) * 3, 64 * 3)
                    .SequenceEqual(Picture.Pixels.Span.Slice(y * 64 * 3, 64 * 3))
            );
        }
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        using var model = TinyModel.Load("flash");
        string Refusal(TextToImageRequest request) =>
            Assert
                .Throws<ArgumentException>(() =>
                {
                    new TextToImagePipeline(model, TimeProvider.System).GenerateAsync(request, CancellationToken.None);
                })
                .Message;

        Assert.Equal(
            "A mask says which part of a picture is redrawn; there is a mask but no picture.",
            Refusal(Request with { InitImage = null })
        );
        Assert.Equal(
            "The mask is as large as its picture, 64x64; it is 32x32.",
            Refusal(Request with { Mask = ImageEncoderTests.Gradient(32, 32, 0) })
        );
        Assert.StartsWith(
            "Each side of a 64x64 picture grows",
            Assert.Throws<ArgumentException>(() => Outpainting.Extend(Picture, 65, 0, 0, 0)).Message,
            StringComparison.Ordinal
        );
    }

    private static RgbImage Mask(Func<int, int, bool> redrawn) =>
        new(
            64,
            64,
            Enumerable
                .Range(0, 64 * 64 * 3)
                .Select(i => redrawn(i / 3 % 64, i / 3 / 64) ? (byte)255 : (byte)0)
                .ToArray()
        );

    private static double Difference(RgbImage picture, Func<int, int, bool> where) =>
        Enumerable
            .Range(0, 64 * 64 * 3)
            .Where(i => where(i / 3 % 64, i / 3 / 64))
            .Average(i => (double)Math.Abs(picture.Pixels.Span[i] - Picture.Pixels.Span[i]));
}
