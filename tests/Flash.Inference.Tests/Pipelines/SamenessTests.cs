namespace Flash.Inference.Tests.Pipelines;

/// <summary>The same request gives the same bytes, however the machine that draws it is set up.</summary>
public sealed class SamenessTests
{
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "a red boat on the sea at sunset",
        Seed = 3,
        Count = 3,
    };

    [Theory]
    [InlineData("flash")]
    [InlineData("current")]
    [InlineData("xl")]
    public async Task The_number_of_threads_changes_no_byte_of_a_graph_whose_sums_fit_into_one_thread(string name)
    {
        var one = await Pixels(name, options => options.IntraOpThreads = 1);

        Assert.Equal(one, await Pixels(name, options => options.IntraOpThreads = 2));
        Assert.Equal(one, await Pixels(name, options => options.IntraOpThreads = 4));
    }

    [Fact]
    public async Task Where_threads_share_a_sum_a_value_in_thousands_moves_by_one_step_of_brightness()
    {
        var one = await Pixels("flash-mini", options => options.IntraOpThreads = 1);

        Assert.Equal(one, await Pixels("flash-mini", options => options.IntraOpThreads = 1));
        var four = await Pixels("flash-mini", options => options.IntraOpThreads = 4);
        Assert.InRange(one.Zip(four).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1);
        Assert.InRange(one.Zip(four).Count(pair => pair.First != pair.Second), 0, one.Length / 1000);
    }

    [Fact]
    public async Task Buffers_that_are_given_back_and_pictures_that_go_one_by_one_change_no_byte()
    {
        using var usual = TinyModel.Load("flash");
        using var large = TinyModel.Load("flash", options => options.LargeGraphBytes = 0);

        Assert.Equal((4, 1), (usual.PicturesPerRun, large.PicturesPerRun));
        Assert.Equal(await Pixels("flash", _ => { }), await Pixels("flash", options => options.LargeGraphBytes = 0));
    }

    [Fact]
    public async Task Pictures_that_go_one_by_one_are_seen_one_by_one()
    {
        using var model = TinyModel.Load("flash", options => options.PicturesPerRun = 1);

        var events = await TextToImagePipelineTests.Draw(model, Request with { InferenceSteps = 2, Previews = true });

        var finished = TextToImagePipelineTests.Bytes(((GenerationEvent.Completed)events[^1]).Pictures);
        var previews = events.OfType<GenerationEvent.Preview>().ToList();
        Assert.NotEmpty(previews);
        foreach (var preview in previews)
        {
            var seen = TextToImagePipelineTests.Bytes(preview.Pictures);
            Assert.Equal(6, preview.InferenceSteps);
            Assert.Equal(finished.Take(preview.Step / 2), seen.Take(preview.Step / 2));
            Assert.All(preview.Pictures.Skip((preview.Step + 1) / 2), picture =>
                Assert.True(picture.Pixels.Span.IndexOfAnyExcept((byte)128) < 0)
            );
        }
    }

    private static async Task<byte[]> Pixels(string name, Action<InferenceOptions> configure)
    {
        using var model = TinyModel.Load(
            name == "flash-mini" ? ModelCatalog.FindModel(name, new InferenceOptions()) : name,
            configure
        );
        return
        [
            .. (await TextToImagePipelineTests.Result(model, Request)).SelectMany(picture => picture.Pixels.ToArray()),
        ];
    }
}
