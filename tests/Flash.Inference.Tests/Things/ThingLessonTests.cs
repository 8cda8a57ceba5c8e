using Flash.Inference.Models;
using Flash.Inference.Things;
using NetVips;

namespace Flash.Inference.Tests.Things;

public sealed class ThingLessonTests : IDisposable
{
    private readonly string _target = Path.Combine(Path.GetTempPath(), $"flash-test-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_target))
        {
            Directory.Delete(_target, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_taught_copy_has_another_revision_and_lays_the_thing_out(bool transparent)
    {
        ThingLesson.Teach(TinyModel.Folder("things"), _target, "Rex", Disc(transparent));

        using var taught = TinyModel.Load(_target);
        using var untaught = TinyModel.Load("things");
        Assert.NotEqual(untaught.Revision, taught.Revision);
        var (mine, theirs) = (Planner(_target), Planner(TinyModel.Folder("things")));
        Assert.Null(theirs.Plan("rex in the snow", 1));
        Assert.Equal(theirs.Plan("a cat", 1)?.Things[0].Left, mine.Plan("a cat", 1)?.Things[0].Left);
        var plan = mine.Plan("two rexes in the snow", 1)!; // it was just taught
        Assert.Equal(["rex", "rex"], plan.Things.Select(thing => thing.Thing.Name));
        var (picture, opacity) = ((StoredThings)taught.Conditioner!).Draw(mine.Plan("rex", 1)!, 0, 256, 256);
        var solid = Enumerable.Range(0, opacity.Length).Where(i => opacity[i] == 255).ToList();
        Assert.True(solid.Count > 10_000);
        Assert.All(solid.Where((_, i) => i % 101 == 0), i =>
            Assert.InRange(picture.Pixels.Span[3 * i] - picture.Pixels.Span[(3 * i) + 2], 100, 255)
        );
    }

    [Fact]
    public void What_cannot_be_taught_is_refused_in_one_sentence_and_leaves_nothing()
    {
        var (disc, things) = (Disc(true), TinyModel.Folder("things"));
        using var noise = Image.Gaussnoise(64, 64, sigma: 60, mean: 128).Cast(Enums.BandFormat.Uchar);

        Refused<InferenceException>("keeps no stored things", TinyModel.Folder("flash"), "rex", disc);
        Refused<InferenceException>("one to five words", things, "рекс", disc);
        Refused<InferenceException>("one to five words", things, " ", disc);
        Refused<PictureException>("transparent background", things, "rex", noise.PngsaveBuffer());
        Refused<PictureException>("no picture", things, "rex", [1, 2, 3, 4]);
        Directory.CreateDirectory(_target);
        Assert.Contains(
            "is there already",
            Assert.Throws<InferenceException>(() => ThingLesson.Teach(things, _target, "rex", disc)).Message
        );
    }

    private void Refused<T>(string sentence, string model, string name, byte[] picture)
        where T : Exception
    {
        Assert.Contains(sentence, Assert.Throws<T>(() => ThingLesson.Teach(model, _target, name, picture)).Message);
        Assert.False(Directory.Exists(_target));
    }

    private static ThingPlanner Planner(string folder) => new(ThingsFile.Read(ModelFiles.Open(folder)));

    // An orange disc, on nothing or on white.
    private static byte[] Disc(bool transparent)
    {
        var bands = transparent ? 4 : 3;
        var pixels = new byte[200 * 160 * bands];
        for (var i = 0; i < 200 * 160; i++)
        {
            var (dx, dy) = ((i % 200) - 110, (i / 200) - 80);
            var inside = (dx * dx) + (dy * dy) < 60 * 60;
            ReadOnlySpan<byte> colour = inside ? [255, 128, 20, 255] : [255, 255, 255, 0];
            colour[..bands].CopyTo(pixels.AsSpan(i * bands));
        }

        using var picture = Image.NewFromMemoryCopy(pixels.AsSpan(), 200, 160, bands, Enums.BandFormat.Uchar);
        using var typed = picture.Copy(interpretation: Enums.Interpretation.Srgb);
        return typed.PngsaveBuffer();
    }
}
