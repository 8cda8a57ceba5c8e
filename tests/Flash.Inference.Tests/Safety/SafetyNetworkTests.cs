using System.Text.Json;
using Flash.Inference.Safety;
using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests.Safety;

/// <summary>The network of <c>models/safety-checker</c> against TensorFlow.js with the weights it was made from
/// (<c>make_safety_golden.mjs</c>).</summary>
public sealed class SafetyNetworkTests
{
    private static readonly InferenceOptions Options = new() { Device = InferenceDevice.Cpu, IntraOpThreads = 1 };

    [Fact]
    public void It_answers_as_TensorFlow_did()
    {
        using var network = Load();
        var golden = JsonDocument
            .Parse(
                File.ReadAllText(Path.Combine(Repository.Root, "tests/Flash.Inference.Tests/Safety/safety-golden.json"))
            )
            .RootElement.GetProperty("pictures")
            .EnumerateObject()
            .ToList();
        Assert.True(golden.Count >= 3);

        var scores = network.Classify(
            [.. golden.Select(picture => TestPicture.Load(picture.Name))],
            TestContext.Current.CancellationToken
        );

        foreach (var (picture, seen) in golden.Zip(scores))
        {
            foreach (var expected in picture.Value.EnumerateObject())
            {
                // The same numbers, summed in another order.
                Assert.Equal(expected.Value.GetSingle(), seen[expected.Name], 1e-4f);
            }
        }
    }

    [Fact]
    public void Pictures_are_seen_alone_whatever_comes_before_them()
    {
        using var network = Load();
        var (first, second) = (TestPicture.Load("photo.png"), TestPicture.Load("playground.png"));

        var together = network.Classify([first, second, first], TestContext.Current.CancellationToken);
        var alone = network.Classify([second], TestContext.Current.CancellationToken);

        Assert.Equal(together[0].All, together[2].All);
        Assert.Equal(alone[0].All, together[1].All);
        Assert.NotEqual(together[0].All, together[1].All);
        Assert.All(together, scores => Assert.Equal(1, scores.All.Sum(pair => pair.Value), 1e-4f));
    }

    [Fact]
    public void Pictures_of_one_pixel_and_long_strips_are_seen_too()
    {
        using var network = Load();
        var scores = network.Classify(
            [new RgbImage(1, 1, new byte[3]), new RgbImage(3000, 2, new byte[18000])],
            TestContext.Current.CancellationToken
        );

        Assert.All(scores, score => Assert.Equal(1, score.All.Sum(pair => pair.Value), 1e-4f));
    }

    [Fact]
    public void A_cancelled_token_stops_it()
    {
        using var network = Load();

        Assert.Throws<OperationCanceledException>(() =>
            network.Classify([TestPicture.Load("photo.png")], new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void Scores_answer_by_name_and_print_what_counts()
    {
        var scores = new PictureScores(["Drawing", "Porn", "Sexy"], [0.0004f, 0.75f, 0.2496f]);

        Assert.Equal(0.75f, scores["porn"]);
        Assert.Equal(0, scores["Gore"]);
        Assert.Equal("Porn 0.750, Sexy 0.250", scores.ToString());
        Assert.Throws<ArgumentException>(() => new PictureScores(["Drawing"], []));
    }

    [Theory]
    [InlineData("""{ "classes": [] }""", "names no classes")]
    [InlineData("""{ "classes": ["Safe", "Unsafe"] }""", "expected [any,2]")]
    [InlineData("{", "is not valid")]
    public void A_folder_that_does_not_fit_is_refused(string config, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("flash-safety-").FullName;
        try
        {
            File.Copy(Path.Combine(Folder, "model.onnx"), Path.Combine(folder, "model.onnx"));
            File.WriteAllText(Path.Combine(folder, "config.json"), config);

            var refusal = Assert.Throws<InferenceException>(() =>
                SafetyNetwork.Load(folder, Options, NullLogger.Instance)
            );

            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Hosts_get_the_one_in_their_models_folder()
    {
        Assert.Equal(Folder, SafetyNetwork.FindFolder(new InferenceOptions { ModelsPath = Models }));
        Assert.Null(SafetyNetwork.FindFolder(new InferenceOptions { ModelsPath = TinyModel.Folder("") }));
    }

    private static string Models => Path.Combine(Repository.Root, "models");

    private static string Folder => Path.Combine(Models, "safety-checker");

    private static SafetyNetwork Load() => SafetyNetwork.Load(Folder, Options, NullLogger.Instance);
}
