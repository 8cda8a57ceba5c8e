using System.Text.Json;
using Flash.Inference.Evaluation;
using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests.Evaluation;

/// <summary>The referee of <c>models/</c>, once it is trained, against what PyTorch answered when it was
/// exported.</summary>
public class EmbeddedRefereeTests
{
    [Fact]
    public void It_answers_as_PyTorch_did()
    {
        var folder = Path.Combine(Repository.Root, "models", "flash-mini-referee");
        Assert.SkipUnless(
            Directory.Exists(folder),
            "models/flash-mini-referee is not there; training/README.md says how to make it."
        );
        using var referee = Referee.Load(
            folder,
            new InferenceOptions { Device = InferenceDevice.Cpu, IntraOpThreads = 1 },
            NullLogger.Instance
        );
        var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "referee.json"))).RootElement;
        var golden = description.GetProperty("golden");
        var pixels = new byte[256 * 256 * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(7 * i);
        }

        var (read, features) = referee.Look(new RgbImage(256, 256, pixels), TestContext.Current.CancellationToken);

        // Float32 sums in another order; features are of the size of 1.
        var expected = golden.GetProperty("features").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        Assert.Equal(expected, features, (a, b) => Math.Abs(a - b) < 2e-3f * (1 + Math.Abs(a)));
        var classes = golden.GetProperty("classes").EnumerateArray().Select(value => value.GetInt32());
        var names = description
            .GetProperty("attributes")
            .EnumerateObject()
            .Zip(classes, (attribute, index) => attribute.Value[index].GetString());
        Assert.Equal(names, read.Values);
    }
}
