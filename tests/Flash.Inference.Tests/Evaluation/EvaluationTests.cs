using Flash.Inference.Evaluation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests.Evaluation;

/// <summary>The judging networks, with <c>Models/make_evaluation_models.py</c>'s, whose answers are known.</summary>
public class EvaluationTests
{
    private static readonly InferenceOptions Options = new() { Device = InferenceDevice.Cpu, IntraOpThreads = 1 };

    [Fact]
    public void Frechet_distance_of_shifted_and_stretched_pictures_is_the_closed_form()
    {
        var corners = FeatureStatistics.Of([
            [-1, -1],
            [-1, 1],
            [1, -1],
            [1, 1],
        ]);
        var moved = FeatureStatistics.Of([
            [2, -3],
            [2, 3],
            [4, -3],
            [4, 3],
        ]);

        // The means differ by 3. Deviations are d = √(4/3) along both axes, and 3d along the second of the other: (3d -
        // d)² = 4·4/3.
        Assert.Equal(9 + (16 / 3.0), corners.DistanceTo(moved), 9);
        Assert.Equal(0, corners.DistanceTo(corners), 9);
    }

    [Fact]
    public void Statistics_of_too_few_pictures_or_of_another_network_are_refused()
    {
        Assert.Contains(
            "there is 1",
            Assert
                .Throws<ArgumentException>(() =>
                    FeatureStatistics.Of([
                        [1f, 2f],
                    ])
                )
                .Message,
            StringComparison.Ordinal
        );
        var (two, three) = (
            FeatureStatistics.Of([
                [1, 2],
                [3, 4],
            ]),
            FeatureStatistics.Of([
                [1, 2, 3],
                [4, 5, 6],
            ])
        );
        Assert.Contains(
            "3 of them and the other 2",
            Assert.Throws<ArgumentException>(() => three.DistanceTo(two)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_referee_reads_each_attribute_and_knows_drawn_scenes()
    {
        using var referee = Referee.Load(TinyModel.Folder("evaluation/referee"), Options, NullLogger.Instance);

        var (read, features) = referee.Look(Plain(40, 20, 20, 60, 155), TestContext.Current.CancellationToken);

        Assert.Equal(["blue", "dark"], [read["colour"], read["light"]]);
        Assert.Equal(
            [(200 / 127.5f) - 1, (60 / 127.5f) - 1, 1],
            referee.Look(Plain(16, 16, 200, 60, 255), TestContext.Current.CancellationToken).Features,
            Close
        );
        Assert.Equal(3, features.Length);
        Assert.Equal(99.5, referee.Accuracy["all"]);
        Assert.Equal((9, 3), (referee.Reference!.Count, referee.Reference.Width));
    }

    [Fact]
    public void Clip_score_is_the_cosine_of_prompt_and_picture()
    {
        using var clip = ClipScore.Load(TinyModel.Folder("evaluation/clip"), Options, NullLogger.Instance);
        var red = Plain(16, 16, 255, 0, 0);

        // CLIP's own normalisation of pure red, and its cosine with the red axis.
        double[] embedding = [(1 - 0.48145466) / 0.26862954, -0.4578275 / 0.26130258, -0.40821073 / 0.27577711];
        var length = Math.Sqrt(embedding.Sum(x => x * x));

        Assert.Equal(100 * embedding[0] / length, clip.Score(red, "the red", TestContext.Current.CancellationToken), 3);
        Assert.Equal(0, clip.Score(red, "the cat", TestContext.Current.CancellationToken));
        Assert.Equal(0, clip.Score(red, "nothing of either", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Any_network_of_one_picture_and_one_row_serves_for_fid()
    {
        using var inception = InceptionFeatures.Load(
            TinyModel.File("evaluation/inception.onnx"),
            Options,
            NullLogger.Instance
        );

        Assert.Equal(
            [1, 0, -1],
            inception.Look(Plain(30, 30, 255, 127, 0), TestContext.Current.CancellationToken),
            (a, b) => Math.Abs(a - b) < 0.005f
        );
    }

    [Theory]
    [InlineData("referee.json", "{\"attributes\": {\"colour\": [\"red\"]}}", "names 1 classes; the network has 5.")]
    [InlineData("referee.json", "{}", "names no attributes with classes.")]
    [InlineData(
        "reference.json",
        "{\"mean\": [1, 2], \"covariance\": [[1, 0]]}",
        "needs a mean of n numbers and a covariance of n rows"
    )]
    public void A_broken_referee_is_refused_in_one_sentence(string file, string content, string sentence)
    {
        var folder = TinyModel.Copy("evaluation/referee");
        try
        {
            File.WriteAllText(Path.Combine(folder, file), content);
            Assert.Contains(
                sentence,
                Assert.Throws<InferenceException>(() => Referee.Load(folder, Options, NullLogger.Instance)).Message,
                StringComparison.Ordinal
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-5f;

    private static RgbImage Plain(int width, int height, byte red, byte green, byte blue)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (red, green, blue);
        }

        return new RgbImage(width, height, pixels);
    }
}
