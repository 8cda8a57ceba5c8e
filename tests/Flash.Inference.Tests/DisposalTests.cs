using System.Diagnostics;

namespace Flash.Inference.Tests;

/// <summary>A model that is disposed of under work, or used afterwards. A fault here would be the end of the process, so the hardest part is tried in others.</summary>
public sealed class DisposalTests
{
    private const string Child = "FLASH_TEST_DISPOSAL";

    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        InferenceSteps = 40,
        Width = 256,
        Height = 256,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_uses_a_model_after_it_is_told_so()
    {
        var model = TinyModel.Load("current");
        model.Dispose();
        model.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.GenerateAsync(Request, Stop));
        Assert.Throws<ObjectDisposedException>(() => model.StreamAsync(Request, Stop));
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            model.AnimateAsync(new AnimationRequest { Still = Request, PictureIndex = 1 }, Stop)
        );
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            model.UpscaleAsync(
                new UpscaleRequest { Image = new RgbImage(64, 64, new byte[64 * 64 * 3]), Seed = 1 },
                Stop
            )
        );
    }

    [Fact]
    public async Task Work_that_runs_ends_as_if_nothing_had_happened_and_then_the_model_is_freed()
    {
        var model = TinyModel.Load("current");
        var seen = 0;
        GenerationEvent? last = null;
        await foreach (var next in model.StreamAsync(Request, Stop))
        {
            if (seen++ == 0)
            {
                model.Dispose();
            }

            last = next;
        }

        Assert.IsType<GenerationEvent.Completed>(last);
        await model.DisposeAsync();
    }

    [Fact]
    public async Task No_process_dies_of_it()
    {
        for (var i = 0; i < 5; i++)
        {
            var start = new ProcessStartInfo(
                Environment.ProcessPath!, // a test runs in a program
                ["--filter-method", "*.In_a_process_of_its_own", "--progress", "off", "--no-ansi"]
            )
            {
                RedirectStandardOutput = true,
                Environment = { [Child] = "yes" },
            };
            using var child = Process.Start(start)!; // always starts or throws
            var output = await child.StandardOutput.ReadToEndAsync(Stop);
            await child.WaitForExitAsync(Stop);
            Assert.True(child.ExitCode == 0, $"Ended with {child.ExitCode}:\n{output}");
        }
    }

    [Fact]
    public async Task In_a_process_of_its_own()
    {
        if (Environment.GetEnvironmentVariable(Child) is null)
        {
            return; // the test above runs it
        }

        for (var round = 0; round < 20; round++)
        {
            var model = TinyModel.Load("current");
            var work = Enumerable.Range(0, 3).Select(_ => Task.Run(() => DrawAsync(model))).ToList();
            await Task.Delay(round * 2, Stop);
            model.Dispose();
            await Task.WhenAll(work);
            await model.DisposeAsync();
        }
    }

    private static async Task DrawAsync(DiffusionModel model)
    {
        try
        {
            await model.GenerateAsync(Request with { InferenceSteps = 5 }, Stop);
        }
        catch (ObjectDisposedException)
        {
            // Came too late.
        }
    }
}
