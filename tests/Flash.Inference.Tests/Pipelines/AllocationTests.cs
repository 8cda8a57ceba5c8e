using Flash.Inference.Models;
using Flash.Inference.Noise;
using Flash.Inference.Pipelines;

namespace Flash.Inference.Tests.Pipelines;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("flash", 1)]
    [InlineData("current", 3)]
    [InlineData("half", 3)]
    public void A_step_allocates_no_managed_memory_of_a_tensors_size(string name, float guidance)
    {
        using var model = TinyModel.Load(name);
        using var control = new RunControl(TestContext.Current.CancellationToken);
        var plan = GenerationPlan.Create(
            model,
            new TextToImageRequest
            {
                Prompt = "cat",
                Seed = 1,
                InferenceSteps = 12,
                GuidanceScale = guidance,
            }
        );
        var prompts = PromptEncoding.Encode(model, plan, 1, 4, control);
        Frame[] frames = [.. Enumerable.Range(0, 4).Select(i => new Frame(PictureSeed.Of(1, i), 0, 0))];
        using var loop = new DenoisingLoop(model, plan, prompts, null, frames);
        loop.Step(0, control);
        loop.Step(1, control);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 2; step < 12; step++)
        {
            loop.Step(step, control);
        }

        // One picture's latents, the smallest tensor of a step, are 4x8x8 floats.
        var perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
        Assert.InRange(perStep, 0, (4 * 8 * 8 * sizeof(float)) - 1);
    }
}
