using Flash.Bots.Commands;
using Flash.Bots.Glossary;

namespace Flash.Bots.Generations;

/// <content>A part of a picture with words of its own.</content>
public sealed partial class PictureOptions
{
    /// <summary>One picture of a recipe with a part of it drawn anew, with a new seed.</summary>
    /// <param name="drawn">The recipe.</param>
    /// <param name="index">Which picture, 1-based.</param>
    /// <param name="region">The part.</param>
    /// <param name="words">What is to be there, as typed.</param>
    public Recipe InRegion(Recipe drawn, int index, PictureRegion region, string words) =>
        InPart(drawn, index, region.Area, words, start => start with { Region = region });

    /// <summary>The same with what a person painted over.</summary>
    public Recipe UnderPaint(Recipe drawn, int index, PaintedMask painted, string words) =>
        InPart(drawn, index, painted.Area, words, start => start with { Painted = painted });

    private Recipe InPart(
        Recipe drawn,
        int index,
        PictureArea area,
        string words,
        Func<StartPicture, StartPicture> where
    )
    {
        var picture = drawn.Of(index);
        var made = ShapeOf(picture.Model);
        var part = Read(picture with { Prompt = words, NegativePrompt = "" }, made, []);
        var told = part.Reading?.Words ?? words;
        // A small model draws a thing where its words say it is, and needs to know what is around it.
        var around =
            area == PictureArea.Background
                ? null
                : OpenChoices.Of(picture.Model)?.Surroundings(picture.Reading?.Words ?? picture.Prompt);
        var place = area switch
        {
            PictureArea.Left => " on the left",
            PictureArea.Right => " on the right",
            PictureArea.Centre => " in the middle",
            _ => "",
        };
        var whole = Read(picture with { Prompt = $"{picture.Prompt}, {words}" }, made, []);
        return whole with
        {
            Seed = NewSeed(),
            ModelRevision = null,
            Start = where(
                new StartPicture
                {
                    Strength = 1,
                    Drawn = drawn,
                    Index = index,
                    Words = around is null ? told : told + place + around[OpenChoices.Scene.Length..],
                }
            ),
        };
    }
}
