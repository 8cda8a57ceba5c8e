using System.Text.Json;
using Flash.Inference.Models;
using Flash.Inference.Things;

namespace Flash.Inference.Tests.Things;

/// <summary>The planner reads and draws as the one that made the training's pictures: <c>Models/things</c> was written by
/// <c>flash_mini.things.fixture</c>.</summary>
public sealed class ThingPlannerTests
{
    private static readonly ModelFiles Files = ModelFiles.Open(TinyModel.Folder("things"));
    private static readonly ThingPlanner Planner = new(ThingsFile.Read(Files));
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void It_reads_every_prompt_as_the_training_does()
    {
        var expected = Rows<Reading>("readings.json");

        Assert.True(expected.Count > 200);
        Assert.All(expected, row =>
        {
            var read = Planner.Read(row.Prompt);
            if (row.Things.Count == 0)
            {
                Assert.Null(read);
                Assert.Equal(row.Prompt, Planner.Said(row.Prompt));
                return;
            }

            Assert.NotNull(read);
            Assert.Equal(row.Things, read.Things.Select(thing => thing.Name));
            Assert.Equal(row.Colours, read.Colours);
            Assert.Equal((row.Setting, row.Style, row.Said), (read.Setting, read.Style, Planner.Said(row.Prompt)));
            Assert.Equal(row.Count, row.Things.Count == 1 ? read.Count : 1);
            Assert.Equal(row.Relation ?? read.Relation, read.Relation);
            if (row.Size is not null)
            {
                Assert.Equal((row.Size, row.Position), (read.Size ?? "large", read.Position ?? "centre"));
            }
        });
    }

    [Fact]
    public void The_same_choices_give_the_layouts_that_training_showed()
    {
        var things = new StoredThings(Files, new VaeConfig { LatentChannels = 4 });
        var byName = ThingsFile.Read(Files).Things.ToDictionary(thing => thing.Name);
        var expected = Rows<DrawnLayout>("layouts.json");
        for (var i = 0; i < expected.Count; i++)
        {
            var row = expected[i];
            var plan = new ThingPlan(
                row.Setting,
                row.Style,
                [
                    .. row.Things.Select(thing => new PlacedThing(
                        byName[thing.Name],
                        thing.Left,
                        thing.Base,
                        thing.Side,
                        thing.Mirrored,
                        thing.Colour,
                        thing.Gait
                    )),
                ]
            );
            var (picture, opacity) = things.Draw(plan, row.Phase, 256, 256);
            var drawn = Art.Read(File.ReadAllBytes(TinyModel.File($"things/layouts/{i}.webp")), 256, $"layout {i}");

            // Between two programs edges differ by a trace of a pixel, and posterised tones by a few levels.
            var (colour, alpha) = Difference(picture, opacity, drawn);
            Assert.True(
                colour < (row.Style is "illustration" or "photo" ? 1.5 : 5) && alpha < 1.5,
                $"layout {i} ({row.Style}): colours differ by {colour:0.00} levels where something is, opacity by {alpha:0.00}"
            );
        }
    }

    [Fact]
    public void A_picture_stands_where_its_own_seed_puts_it()
    {
        var plans = Enumerable.Range(1, 8).Select(seed => Planner.Plan("a cat", (ulong)seed)!.Things[0]).ToList();

        Assert.Equal(plans[2], Planner.Plan("a cat", 3)!.Things[0]);
        Assert.True(plans.Select(thing => (thing.Left, thing.Base, thing.Side)).Distinct().Count() > 6);
        Assert.All(plans, thing => Assert.InRange(thing.Side, 130, 185));
        Assert.All(plans, thing => Assert.InRange(thing.Left, 0, 256 - thing.Side));
    }

    private static List<T> Rows<T>(string file) =>
        JsonSerializer.Deserialize<List<T>>(File.ReadAllText(TinyModel.File($"things/{file}")), Json)!; // never null

    private static (double Colour, double Alpha) Difference(RgbImage picture, byte[] opacity, Art drawn)
    {
        var pixels = picture.Pixels.Span;
        double colour = 0,
            alpha = 0,
            count = 0;
        for (var i = 0; i < opacity.Length; i++)
        {
            if (opacity[i] == 0 && drawn.Pixels[(4 * i) + 3] == 0)
            {
                continue;
            }

            count++;
            alpha += Math.Abs(opacity[i] - drawn.Pixels[(4 * i) + 3]);
            for (var c = 0; c < 3; c++)
            {
                colour += Math.Abs(pixels[(3 * i) + c] - drawn.Pixels[(4 * i) + c]) / 3.0;
            }
        }

        return (colour / count, alpha / count);
    }

    private sealed record Reading(
        string Prompt,
        List<string> Things,
        List<string?> Colours,
        int Count,
        string Setting,
        string Style,
        string? Size,
        string? Position,
        string? Relation,
        string Said
    );

    private sealed record DrawnLayout(string Setting, string Style, double Phase, List<DrawnThing> Things);

    private sealed record DrawnThing(
        string Name,
        int Left,
        int Base,
        int Side,
        bool Mirrored,
        string? Colour,
        int Gait
    );
}
