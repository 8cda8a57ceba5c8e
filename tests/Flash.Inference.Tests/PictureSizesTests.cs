using Flash.Inference.Models;

namespace Flash.Inference.Tests;

/// <summary>Which sizes a model draws, and what is said about others.</summary>
public sealed class PictureSizesTests
{
    // Stable Diffusion at 512: three halvings of latents of eight pixels each.
    private static readonly PictureSizes StableDiffusion = new(512, 64, null);

    [Theory]
    [InlineData(512, 512)]
    [InlineData(520, 512)]
    [InlineData(543.9, 512)]
    [InlineData(545, 576)]
    [InlineData(1, 64)]
    [InlineData(-5, 64)]
    [InlineData(99999, 4096)]
    public void The_nearest_size_is_a_multiple_within_the_limits(double pixels, int nearest) =>
        Assert.Equal(nearest, StableDiffusion.Nearest(pixels));

    [Fact]
    public void The_size_that_a_model_was_made_for_is_right_whatever_its_levels_divide()
    {
        var odd = new PictureSizes(200, 64, null);

        Assert.Equal((200, 192, 256), (odd.Nearest(199), odd.Nearest(193), odd.Nearest(240)));
        odd.Expect(200, "width");
    }

    [Theory]
    [InlineData(
        520,
        "The width is a multiple of 64 from 64 to 4096 pixels for this model; 520 was given, the nearest are 512 and 576."
    )]
    [InlineData(
        8,
        "The width is a multiple of 64 from 64 to 4096 pixels for this model; 8 was given, the nearest is 64."
    )]
    [InlineData(
        0,
        "The width is a multiple of 64 from 64 to 4096 pixels for this model; 0 was given, the nearest is 64."
    )]
    [InlineData(
        -64,
        "The width is a multiple of 64 from 64 to 4096 pixels for this model; -64 was given, the nearest is 64."
    )]
    [InlineData(
        8192,
        "The width is a multiple of 64 from 64 to 4096 pixels for this model; 8192 was given, the nearest is 4096."
    )]
    public void Another_size_is_refused_with_the_nearest_ones(int pixels, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => StableDiffusion.Expect(pixels, "width")).Message);

    [Fact]
    public void An_export_for_one_size_draws_that_size_alone()
    {
        var only = new PictureSizes(768, 64, 768);

        Assert.Equal(768, only.Nearest(512));
        only.Expect(768, "height");
        Assert.Equal(
            "This model was exported for a height of 768 pixels only; 512 was given.",
            Assert.Throws<ArgumentException>(() => only.Expect(512, "height")).Message
        );
    }

    [Fact]
    public void A_folder_says_its_sizes_without_being_loaded()
    {
        var folder = TinyModel.Copy("flash");
        try
        {
            var config = Path.Combine(folder, "unet", "config.json");
            File.WriteAllText(
                config,
                File.ReadAllText(config)
                    .Replace(
                        "\"block_out_channels\"",
                        "\"block_out_channels\": [8, 16, 16, 16], \"_\"",
                        StringComparison.Ordinal
                    )
            );
            using var model = TinyModel.Load(folder);
            var summary = ModelSummary.Read(folder);

            Assert.Equal((model.DefaultWidth, model.SizeMultiple), (summary.DefaultEdge, summary.SizeMultiple));
            Assert.Equal(64, model.SizeMultiple);
            Assert.Equal((192, 128), model.NearestSize(200, 100));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
