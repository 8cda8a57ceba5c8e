namespace Flash.Inference.Tests.Pipelines;

public sealed class AnimationPipelineTests
{
    private static readonly TextToImageRequest Still = new() { Prompt = "the red cat", Seed = 7 };

    [Theory]
    [InlineData("flash")]
    [InlineData("current")]
    public async Task The_first_frame_is_the_picture_itself_and_the_others_differ(string name)
    {
        using var model = TinyModel.Load(name);
        var picture = (await TextToImagePipelineTests.Result(model, Still))[2];

        var events = await Animate(
            model,
            new AnimationRequest
            {
                Still = Still,
                PictureIndex = 3,
                Frames = 6,
            }
        );

        var completed = Assert.IsType<AnimationEvent.Completed>(events[^1]);
        Assert.Equal(6, completed.Frames.Count);
        Assert.Equal(
            TextToImagePipelineTests.Bytes([picture]),
            TextToImagePipelineTests.Bytes(completed.Frames.Take(1))
        );
        Assert.Equal(6, TextToImagePipelineTests.Bytes(completed.Frames).Distinct().Count());
    }

    [Theory]
    [InlineData("flash")]
    [InlineData("current")]
    public async Task The_loop_closes_with_no_jump_larger_than_its_other_steps(string name)
    {
        using var model = TinyModel.Load(name);

        var frames = (
            (AnimationEvent.Completed)
                (
                    await Animate(
                        model,
                        new AnimationRequest
                        {
                            Still = Still,
                            PictureIndex = 1,
                            Frames = 16,
                        }
                    )
                )[^1]
        ).Frames;

        var jumps = Enumerable.Range(0, 16).Select(i => Distance(frames[i], frames[(i + 1) % 16])).ToList();
        Assert.InRange(jumps[^1], 0, jumps.Take(15).Max() * 1.5);
    }

    [Theory]
    [InlineData(0, 16, "The picture is 1 to 4; 0 was given.")]
    [InlineData(5, 16, "The picture is 1 to 4; 5 was given.")]
    [InlineData(1, 1, "The number of frames is 2 to 64; 1 was given.")]
    [InlineData(1, 65, "The number of frames is 2 to 64; 65 was given.")]
    public void A_request_that_cannot_be_is_refused_at_once(int index, int frames, string message)
    {
        using var model = TinyModel.Load("flash");
        var pipeline = new AnimationPipeline(model, TimeProvider.System);

        var e = Assert.Throws<ArgumentException>(() =>
        {
            pipeline.AnimateAsync(
                new AnimationRequest
                {
                    Still = Still,
                    PictureIndex = index,
                    Frames = frames,
                },
                CancellationToken.None
            );
        });

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("flash", AnimationMotion.Orbit)]
    [InlineData("flash", AnimationMotion.Camera)]
    [InlineData("current", AnimationMotion.Camera)]
    public async Task Every_motion_begins_with_the_picture_itself_and_closes_its_loop(
        string name,
        AnimationMotion motion
    )
    {
        using var model = TinyModel.Load(name);
        var picture = (await TextToImagePipelineTests.Result(model, Still))[0];

        var frames = (
            (AnimationEvent.Completed)
                (
                    await Animate(
                        model,
                        new AnimationRequest
                        {
                            Still = Still,
                            PictureIndex = 1,
                            Frames = 16,
                            Motion = motion,
                        }
                    )
                )[^1]
        ).Frames;

        Assert.Equal(TextToImagePipelineTests.Bytes([picture]), TextToImagePipelineTests.Bytes(frames.Take(1)));
        Assert.All(frames, frame => Assert.Equal((picture.Width, picture.Height), (frame.Width, frame.Height)));
        var jumps = Enumerable.Range(0, 16).Select(i => Distance(frames[i], frames[(i + 1) % 16])).ToList();
        Assert.True(jumps.Max() > 0);
        Assert.InRange(jumps[^1], 0, jumps.Take(15).Max() * 1.5);
    }

    [Theory]
    [InlineData(AnimationMotion.CameraLeft, 1)]
    [InlineData(AnimationMotion.CameraRight, 1)]
    [InlineData(AnimationMotion.CameraIn, 1)]
    [InlineData(AnimationMotion.CameraOut, 1)]
    [InlineData(AnimationMotion.Orbit, 0.35)]
    [InlineData(AnimationMotion.Orbit, 2)]
    public async Task Cameras_and_parts_of_a_motion_close_their_loops_without_a_jolt(
        AnimationMotion motion,
        double extent
    )
    {
        using var model = TinyModel.Load("flash");
        var request = new AnimationRequest
        {
            Still = Still,
            PictureIndex = 1,
            Frames = 32,
            Motion = motion,
            Extent = extent,
        };

        var film = (AnimationEvent.Completed)(await Animate(model, request))[^1];

        var jumps = Enumerable.Range(0, 32).Select(i => Distance(film.Frames[i], film.Frames[(i + 1) % 32])).ToList();
        Assert.True(jumps.Max() > 0);
        Assert.InRange(jumps[^1], 0, jumps.Take(31).Max() * 1.5);
        Assert.InRange(jumps[0], 0, jumps.Skip(1).Max() * 1.5);
        Assert.True(film.FrameDelay * 32 > TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_model_without_motion_says_what_else_it_can_do()
    {
        using var model = TinyModel.Load("current");
        var request = new AnimationRequest
        {
            Still = Still,
            PictureIndex = 1,
            Motion = AnimationMotion.Phase,
        };

        var e = Assert.Throws<ArgumentException>(() =>
        {
            new AnimationPipeline(model, TimeProvider.System).AnimateAsync(request, CancellationToken.None);
        });

        Assert.Equal(
            $"The model {model.Name} knows no motion of its own; give another motion: orbit or camera.",
            e.Message
        );
    }

    private static double Distance(RgbImage a, RgbImage b) =>
        Math.Sqrt(a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => (double)((x - y) * (x - y))).Average());

    internal static async Task<List<AnimationEvent>> Animate(DiffusionModel model, AnimationRequest request)
    {
        var events = new List<AnimationEvent>();
        await foreach (
            var next in new AnimationPipeline(model, TimeProvider.System).AnimateAsync(
                request,
                TestContext.Current.CancellationToken
            )
        )
        {
            events.Add(next);
        }

        return events;
    }
}
