namespace Flash.Inference.Tests.Pipelines;

public sealed class CancellationTests
{
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        InferenceSteps = 6,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Cancelling_after_any_step_ends_with_the_callers_own_token(int step)
    {
        using var model = TinyModel.Load("flash");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pipeline = new TextToImagePipeline(model, TimeProvider.System);

        // Ends either cancelled, or complete when the cancellation came after the last instruction.
        try
        {
            await foreach (var next in pipeline.GenerateAsync(Request, cancellation.Token))
            {
                if (next is GenerationEvent.Preview preview && preview.Step >= step)
                {
                    await cancellation.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException e)
        {
            Assert.Equal(cancellation.Token, e.CancellationToken);
        }

        Assert.Equal(4, (await TextToImagePipelineTests.Result(model, Request)).Count);
    }

    [Fact]
    public async Task A_token_cancelled_beforehand_draws_nothing()
    {
        using var model = TinyModel.Load("flash");
        var pipeline = new TextToImagePipeline(model, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in pipeline.GenerateAsync(Request, new CancellationToken(canceled: true)))
            {
                Assert.Fail("An event came.");
            }
        });
    }

    [Fact]
    public async Task A_long_generation_stops_inside_its_step()
    {
        using var model = TinyModel.Load("flash");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pipeline = new TextToImagePipeline(model, TimeProvider.System);
        var large = Request with { Width = 2048, Height = 2048, InferenceSteps = 150, Previews = false };

        var drawing = Task.Run(
            async () =>
            {
                await foreach (var _ in pipeline.GenerateAsync(large, cancellation.Token)) { }
            },
            TestContext.Current.CancellationToken
        );
        await Task.Delay(100, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drawing);
    }

    [Fact]
    public async Task Leaving_the_enumeration_early_stops_the_work_and_the_model_serves_on()
    {
        using var model = TinyModel.Load("flash");
        var pipeline = new TextToImagePipeline(model, TimeProvider.System);

        await foreach (
            var _ in pipeline.GenerateAsync(
                Request with
                {
                    InferenceSteps = 150,
                },
                TestContext.Current.CancellationToken
            )
        )
        {
            break;
        }

        Assert.Equal(4, (await TextToImagePipelineTests.Result(model, Request)).Count);
    }
}
