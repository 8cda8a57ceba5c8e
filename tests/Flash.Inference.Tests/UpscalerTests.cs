using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Pipelines;
using Flash.Inference.Tests.Imaging;

namespace Flash.Inference.Tests;

public sealed class UpscalerTests
{
    private static readonly RgbImage Picture = ImageEncoderTests.Gradient(72, 48, 5);

    [Fact]
    public void Tiles_of_a_network_join_without_a_seam()
    {
        using var model = TinyModel.Load("current");
        using var control = new RunControl(TestContext.Current.CancellationToken);
        var wide = ImageEncoderTests.Gradient(600, 300, 5);
        var tiles = 0;

        var picture = TiledSuperResolution.Run(
            model.SuperResolution!.For(2), // the tiny model has one
            wide,
            done => tiles = ((UpscaleEvent.TileDone)done).Tiles,
            control
        );

        Assert.Equal((1200, 600), (picture.Width, picture.Height));
        Assert.True(tiles > 1);

        // The tiny network turns each pixel into four, so that every seam and every offset would show.
        for (var y = 0; y < 600; y++)
        {
            for (var x = 0; x < 1200; x++)
            {
                Assert.Equal(
                    wide.Pixels.Span[((y / 2 * 600) + (x / 2)) * 3],
                    picture.Pixels.Span[((y * 1200) + x) * 3]
                );
            }
        }
    }

    [Fact]
    public async Task A_picture_smaller_than_a_tile_and_another_factor_than_the_networks()
    {
        using var model = TinyModel.Load("current");

        var (picture, method, _) = await Run(
            model,
            new UpscaleRequest
            {
                Image = Picture,
                Seed = 1,
                Factor = 3,
            }
        );

        Assert.Equal((216, 144, UpscaleMethod.SuperResolution), (picture.Width, picture.Height, method));
    }

    [Fact]
    public async Task Without_one_a_model_of_many_steps_redraws_overlapping_tiles_the_same_each_time()
    {
        using var model = LoadAlone("legacy");
        var request = new UpscaleRequest
        {
            Image = Picture,
            Prompt = "the red cat",
            Seed = 1,
            Factor = 4,
            Strength = 0.3f,
        };

        var (picture, method, tiles) = await Run(model, request);

        Assert.Equal((288, 192, UpscaleMethod.Redrawn), (picture.Width, picture.Height, method));
        Assert.True(tiles > 1);
        Assert.Equal(picture.Pixels.ToArray(), (await Run(model, request)).Picture.Pixels.ToArray());
        Assert.NotEqual(
            picture.Pixels.ToArray(),
            (await Run(model, request with { Seed = 2 })).Picture.Pixels.ToArray()
        );
    }

    [Theory]
    [InlineData("legacy", 0f)]
    [InlineData("blank", 0.3f)]
    [InlineData("flash", 0.3f)]
    [InlineData("lcm", 0.3f)]
    public async Task At_no_strength_without_an_encoder_or_with_few_steps_it_only_scales(string name, float strength)
    {
        using var model = LoadAlone(name);

        var (picture, method, _) = await Run(
            model,
            new UpscaleRequest
            {
                Image = Picture,
                Seed = 1,
                Strength = strength,
            }
        );

        Assert.Equal((144, 96, UpscaleMethod.Resampled), (picture.Width, picture.Height, method));
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        using var model = TinyModel.Load("flash");
        string Refusal(UpscaleRequest request) =>
            Assert
                .Throws<ArgumentException>(() =>
                {
                    new Upscaler(model, TimeProvider.System).UpscaleAsync(request, CancellationToken.None);
                })
                .Message;
        var request = new UpscaleRequest { Image = Picture, Seed = 1 };

        Assert.Equal("A picture is enlarged 2 to 4 times; 5 was given.", Refusal(request with { Factor = 5 }));
        Assert.Equal("The strength is 0 to 1; NaN was given.", Refusal(request with { Strength = float.NaN }));
        Assert.Equal(
            "An enlarged picture has at most 16777216 pixels; 8000x8000 was asked for.",
            Refusal(request with { Image = ImageEncoderTests.Gradient(2000, 2000, 0), Factor = 4 })
        );
    }

    [Theory]
    [InlineData(64, 64, 16)]
    [InlineData(100, 64, 16)]
    [InlineData(1000, 64, 16)]
    [InlineData(65, 64, 0)]
    public void Tiles_cover_everything_and_overlap_enough(int length, int tile, int overlap)
    {
        var starts = TileGrid.Starts(length, tile, overlap);

        Assert.Equal((0, length - tile), (starts[0], starts[^1]));
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, tile - overlap));
    }

    // Without the networks of the repository's models folder.
    private static DiffusionModel LoadAlone(string name) => TinyModel.Load(name, options => options.Upscaler = "off");

    private static async Task<(RgbImage Picture, UpscaleMethod Method, int Tiles)> Run(
        DiffusionModel model,
        UpscaleRequest request
    )
    {
        var tiles = 0;
        UpscaleEvent? last = null;
        await foreach (
            var next in new Upscaler(model, TimeProvider.System).UpscaleAsync(
                request,
                TestContext.Current.CancellationToken
            )
        )
        {
            tiles = next is UpscaleEvent.TileDone done ? done.Tiles : tiles;
            last = next;
        }

        var completed = Assert.IsType<UpscaleEvent.Completed>(last);
        return (completed.Picture, completed.Method, tiles);
    }
}
