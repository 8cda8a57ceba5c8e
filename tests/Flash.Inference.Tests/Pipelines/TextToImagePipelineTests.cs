namespace Flash.Inference.Tests.Pipelines;

public sealed class TextToImagePipelineTests
{
    private static readonly TextToImageRequest Request = new() { Prompt = "the red cat", Seed = 7 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("current")]
    [InlineData("legacy")]
    [InlineData("half")]
    [InlineData("flash")]
    [InlineData("xl")]
    [InlineData("lcm")]
    [InlineData("inpaint")]
    public async Task Every_layout_draws_four_pictures_with_a_preview_after_each_step(string name)
    {
        using var model = TinyModel.Load(name);

        // Three steps: as many events as may wait, so that none is dropped however slowly this test reads.
        var events = await Draw(model, Request with { InferenceSteps = 3 });

        var completed = Assert.IsType<GenerationEvent.Completed>(events[^1]);
        var previews = events.OfType<GenerationEvent.Preview>().ToList();
        Assert.Equal(Enumerable.Range(1, 3), previews.Select(preview => preview.Step));
        Assert.All(previews, preview => Assert.Equal(4, preview.Pictures.Count));
        Assert.Same(previews[^1].Pictures, completed.Pictures);
        Assert.All(completed.Pictures, picture => Assert.Equal((64, 64), (picture.Width, picture.Height)));
        Assert.Equal(
            4,
            completed.Pictures.Select(picture => Convert.ToBase64String(picture.Pixels.Span)).Distinct().Count()
        );
    }

    [Fact]
    public async Task Float16_at_the_edges_draws_almost_the_same_as_float32()
    {
        using var single = TinyModel.Load("current");
        using var half = TinyModel.Load("half");

        var (a, b) = (await Result(single, Request), await Result(half, Request));

        var worst = a.Zip(b)
            .SelectMany(pair =>
                pair.First.Pixels.ToArray().Zip(pair.Second.Pixels.ToArray(), (x, y) => Math.Abs(x - y))
            )
            .Max();
        Assert.InRange(worst, 0, 12);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var model = TinyModel.Load("flash");
        using var again = TinyModel.Load("flash");

        var first = await Result(model, Request);

        Assert.Equal(Bytes(first), Bytes(await Result(again, Request)));
        Assert.NotEqual(Bytes(first), Bytes(await Result(model, Request with { Seed = 8 })));
    }

    [Theory]
    [InlineData("flash")]
    [InlineData("xl")]
    public async Task Each_picture_is_drawn_from_its_own_words_as_if_it_were_alone(string name)
    {
        using var model = TinyModel.Load(name);
        var words = Request with { Count = 3, PicturePrompts = [null, "the cat", "red"] };

        var together = await Result(model, words);

        for (var number = 1; number <= 3; number++)
        {
            var alone = Request with { Count = 1, FirstPicture = number, Prompt = words.PromptOf(number) };
            Assert.Equal(Bytes(await Result(model, alone)), Bytes([together[number - 1]]));
            var one = words with { Count = 1, FirstPicture = number };
            Assert.Equal(Bytes(await Result(model, one)), Bytes([together[number - 1]]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task A_picture_is_the_same_whatever_the_number_of_pictures_beside_it(int count)
    {
        using var model = TinyModel.Load("flash");
        var four = await Result(model, Request);

        var others = await Result(model, Request with { Count = count });

        Assert.Equal(Bytes(four.Take(count)), Bytes(others.Take(4)));
    }

    [Fact]
    public async Task The_prompt_the_steps_and_the_phase_matter()
    {
        using var model = TinyModel.Load("flash");
        var pictures = new List<string>();

        foreach (
            var request in new[]
            {
                Request,
                Request with
                {
                    Prompt = "blue",
                },
                Request with
                {
                    InferenceSteps = 2,
                },
                Request with
                {
                    Phase = 0.5f,
                },
            }
        )
        {
            pictures.Add(Bytes(await Result(model, request))[0]);
        }

        Assert.Equal(4, pictures.Distinct().Count());
    }

    [Fact]
    public async Task Guidance_and_the_negative_prompt_matter_only_above_one()
    {
        using var model = TinyModel.Load("current");

        var off = Bytes(await Result(model, Request with { GuidanceScale = 1 }));

        Assert.Equal(off, Bytes(await Result(model, Request with { GuidanceScale = 0, NegativePrompt = "blue" })));
        var on = Bytes(await Result(model, Request with { GuidanceScale = 3 }));
        Assert.NotEqual(off, on);
        Assert.NotEqual(on, Bytes(await Result(model, Request with { GuidanceScale = 3, NegativePrompt = "blue" })));
    }

    [Fact]
    public async Task Without_previews_only_the_result_is_announced_and_it_is_the_same()
    {
        using var model = TinyModel.Load("flash");

        var events = await Draw(model, Request with { Previews = false });

        var completed = Assert.IsType<GenerationEvent.Completed>(Assert.Single(events));
        Assert.Equal(Bytes(await Result(model, Request)), Bytes(completed.Pictures));
    }

    [Fact]
    public async Task A_width_and_height_of_ones_own()
    {
        using var model = TinyModel.Load("flash");

        var pictures = await Result(model, Request with { Width = 128, Height = 72, Count = 1 });

        Assert.Equal((128, 72), (pictures[0].Width, pictures[0].Height));
    }

    [Fact]
    public async Task A_slow_reader_misses_old_previews_but_never_the_result()
    {
        using var model = TinyModel.Load("flash");
        var pipeline = new TextToImagePipeline(model, TimeProvider.System);
        var steps = new List<int>();
        GenerationEvent? last = null;

        await foreach (var next in pipeline.GenerateAsync(Request with { InferenceSteps = 40 }, Cancellation))
        {
            if (last is null)
            {
                // Reads nothing more until the generation has had time to finish; how long that takes does not decide
                // the test.
                await Task.Delay(500, Cancellation);
            }

            last = next;
            if (next is GenerationEvent.Preview preview)
            {
                steps.Add(preview.Step);
            }
        }

        Assert.IsType<GenerationEvent.Completed>(last);
        Assert.Equal(steps.Order(), steps);
    }

    [Theory]
    [InlineData("blank", "blank picture 1 at step 2")]
    [InlineData("not-numbers", "not numbers for picture 1 at step 2")]
    public async Task Latents_that_are_no_picture_are_a_fault_not_a_black_square(string name, string expected)
    {
        using var model = TinyModel.Load(name);

        var e = await Assert.ThrowsAsync<InferenceException>(() => Draw(model, Request));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.True(e.IsTransient);
    }

    [Fact]
    public void A_request_that_cannot_be_is_refused_at_once_with_what_is_allowed()
    {
        using var model = TinyModel.Load("flash");
        var pipeline = new TextToImagePipeline(model, TimeProvider.System);
        string Refusal(TextToImageRequest request) =>
            Assert
                .Throws<ArgumentException>(() =>
                {
                    pipeline.GenerateAsync(request, Cancellation);
                })
                .Message;

        Assert.Equal("The number of pictures is 1 to 8; 9 was given.", Refusal(Request with { Count = 9 }));
        Assert.Equal("The number of pictures is 1 to 8; 0 was given.", Refusal(Request with { Count = 0 }));
        Assert.Equal("The number of steps is 1 to 150; 0 was given.", Refusal(Request with { InferenceSteps = 0 }));
        Assert.Equal(
            "The guidance scale is 0 to 30; NaN was given.",
            Refusal(Request with { GuidanceScale = float.NaN })
        );
        Assert.Equal(
            "The phase is from 0 up to but not including 1; 1 was given.",
            Refusal(Request with { Phase = 1 })
        );
        Assert.Equal(
            "The width is a multiple of 8 from 64 to 4096 pixels for this model; 100 was given, the nearest are 96 and 104.",
            Refusal(Request with { Width = 100 })
        );
        Assert.Equal(
            "The height is a multiple of 8 from 64 to 4096 pixels for this model; 100000 was given, the nearest is 4096.",
            Refusal(Request with { Height = 100_000 })
        );
    }

    internal static async Task<List<GenerationEvent>> Draw(DiffusionModel model, TextToImageRequest request)
    {
        var events = new List<GenerationEvent>();
        await foreach (
            var next in new TextToImagePipeline(model, TimeProvider.System).GenerateAsync(request, Cancellation)
        )
        {
            events.Add(next);
        }

        return events;
    }

    internal static async Task<IReadOnlyList<RgbImage>> Result(DiffusionModel model, TextToImageRequest request) =>
        ((GenerationEvent.Completed)(await Draw(model, request with { Previews = false }))[^1]).Pictures;

    internal static string[] Bytes(IEnumerable<RgbImage> pictures) =>
        [.. pictures.Select(picture => Convert.ToBase64String(picture.Pixels.Span))];
}
