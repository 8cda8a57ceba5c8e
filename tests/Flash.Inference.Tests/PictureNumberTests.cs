using Flash.Inference.Tests.Pipelines;

namespace Flash.Inference.Tests;

/// <summary>Single pictures of a request, and requests too large for the machine.</summary>
public sealed class PictureNumberTests
{
    private static readonly TextToImageRequest Request = new() { Prompt = "the red cat", Seed = 7 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("flash")]
    [InlineData("current")]
    [InlineData("xl")]
    public async Task The_fourth_picture_alone_is_the_fourth_of_four(string name)
    {
        await using var model = TinyModel.Load(name);
        var four = (await model.GenerateAsync(Request, Stop)).Pictures;

        var alone = (await model.GenerateAsync(Request with { Count = 1, FirstPicture = 4 }, Stop)).Pictures;

        // Products of one row are added up in another order than those of four.
        var differences = four[3]
            .Pixels.ToArray()
            .Zip(alone.Single().Pixels.ToArray(), (a, b) => Math.Abs(a - b))
            .ToList();
        Assert.InRange(differences.Max(), 0, 1);
        Assert.InRange(differences.Count(difference => difference > 0), 0, differences.Count / 1000);
        Assert.NotEqual(TextToImagePipelineTests.Bytes(four.Take(1)), TextToImagePipelineTests.Bytes(alone));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public async Task A_number_that_no_picture_has_is_refused(int number)
    {
        await using var model = TinyModel.Load("flash");

        var fault = await Assert.ThrowsAsync<ArgumentException>(() =>
            model.GenerateAsync(Request with { FirstPicture = number }, Stop)
        );

        Assert.Equal($"The first picture is number 1 to 8; {number} was given.", fault.Message);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_before_it_starts_with_the_largest_size_that_does()
    {
        await using var model = TinyModel.Load("current", options => options.FreeMemoryBytes = () => 1_000_000_000);
        var huge = Request with { Count = 8, Width = 4096, Height = 4096 };

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => model.GenerateAsync(huge, Stop));

        var size = System.Text.RegularExpressions.Regex.Match(
            fault.Message,
            @"^8 pictures of 4096x4096 would take about [\d.]+ GB of memory with this model, and 1 GB are free; the largest that fits is (\d+)x\1\.$"
        );
        Assert.True(size.Success, fault.Message);
        var side = int.Parse(size.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(side, 256, 2048);
        Assert.NotNull(GenerationPlan.Create(model, huge with { Width = side, Height = side }));
        Assert.Throws<ArgumentException>(() =>
            GenerationPlan.Create(model, huge with { Width = side + 512, Height = side + 512 })
        );
    }
}
