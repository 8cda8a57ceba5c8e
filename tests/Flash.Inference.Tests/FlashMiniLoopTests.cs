using Flash.Inference.Models;
using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NetVips;

namespace Flash.Inference.Tests;

/// <summary>The embedded model's animations as people get them.</summary>
public sealed class FlashMiniLoopTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "models", "flash-mini");

    private readonly DiffusionModel _model = DiffusionModel.Load(
        Folder,
        new InferenceOptions { Device = InferenceDevice.Cpu },
        NullLogger.Instance
    );

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(AnimationFormat.Gif, "a red boat on the sea at sunset")]
    [InlineData(AnimationFormat.Gif, "a cat in the snow")]
    [InlineData(AnimationFormat.Gif, "two balloons over the mountains, watercolour")]
    [InlineData(AnimationFormat.Webp, "a castle at night")]
    public async Task It_begins_with_the_thumbnail_moves_visibly_and_closes_without_a_seam(
        AnimationFormat format,
        string prompt
    )
    {
        var still = new TextToImageRequest { Prompt = prompt, Seed = 11 };
        var thumbnail = (await Pipelines.TextToImagePipelineTests.Result(_model, still))[1].Pixels.ToArray();

        var events = await Pipelines.AnimationPipelineTests.Animate(
            _model,
            new AnimationRequest { Still = still, PictureIndex = 2 }
        );
        var frames = Assert.IsType<AnimationEvent.Completed>(events[^1]).Frames;

        var first = Decoded(AnimationEncoder.Encode(frames, TimeSpan.FromMilliseconds(100), format))[0];
        Assert.True(
            PeakSignalToNoise(thumbnail, first) > 30,
            $"The first frame is {PeakSignalToNoise(thumbnail, first):F1} dB from the thumbnail."
        );
        // Before encoding: lossy frames differ by how they were stored too.
        var drawn = frames.Select(frame => frame.Pixels.ToArray()).ToList();
        var steps = drawn.Select((frame, i) => Difference(frame, drawn[(i + 1) % drawn.Count])).ToList();
        Assert.InRange(steps[^1], 0, steps.Take(drawn.Count - 1).Max() * 1.05);
        Assert.True(drawn.Max(frame => Difference(frame, drawn[0])) > 2, "Nobody would see it move.");
    }

    private static List<byte[]> Decoded(EncodedAnimation animation)
    {
        using var film = Image.NewFromBuffer(animation.Bytes, kwargs: new VOption { ["n"] = -1 });
        using var opaque = film.HasAlpha() ? film.Flatten() : film.Copy();
        var frames = new List<byte[]>();
        for (var i = 0; i < animation.Frames; i++)
        {
            using var frame = opaque.Crop(0, i * animation.Height, animation.Width, animation.Height);
            frames.Add(frame.WriteToMemory<byte>());
        }

        return frames;
    }

    private static double PeakSignalToNoise(byte[] a, byte[] b) =>
        10 * Math.Log10(255 * 255 / a.Zip(b, (x, y) => (double)((x - y) * (x - y))).Average());

    private static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Average();
}
