using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

// What is said, one name for each kind of change: the patterns are in Patterns/changes.txt.
internal static partial class ChangeWords
{
    private static readonly PatternFile Said = PatternFile.Load("changes");

    private static Regex Please() => Said.Of();

    private static Regex Again() => Said.Of();

    private static Regex Opening() => Said.Of();

    internal static Regex Interjection() => Said.Of();

    private static Regex Refused() => Said.Of();

    private static Regex NotBut() => Said.Of();

    private static Regex InPlaceOf() => Said.Of();

    private static Regex Medium() => Said.Of();

    private static Regex Manner() => Said.Of();

    private static Regex Sed() => Said.Of();

    private static Regex Exchange() => Said.Of();

    private static Regex Recolour() => Said.Of();

    private static Regex Swap() => Said.Of();

    private static Regex Instead() => Said.Of();

    private static Regex InsteadOfIt() => Said.Of();

    private static Regex Removal() => Said.Of();

    private static Regex Amount() => Said.Of();

    private static Regex Addition() => Said.Of();

    private static Regex Background() => Said.Of();

    private static Regex LetIt() => Said.Of();

    private static Regex Putting() => Said.Of();

    private static Regex Adjective() => Said.Of();

    private static Regex Smiling() => Said.Of();

    private static Regex Degree() => Said.Of();

    private static Regex BlackAndWhite() => Said.Of();

    private static Regex HowMany() => Said.Of();

    private static Regex NoStyle() => Said.Of();

    private static Regex Onto() => Said.Of();

    private static Regex Gift() => Said.Of();

    private static Regex StylePhrase() => Said.Of();

    private static Regex StyleNoise() => Said.Of();

    private static Regex MakeThing() => Said.Of();

    private static Regex Make() => Said.Of();

    private static Regex Wish() => Said.Of();

    private static Regex Position() => Said.Of();

    private static Regex MakeOther() => Said.Of();

    private static Regex Grow() => Said.Of();

    private static Regex PictureCount() => Said.Of();

    private static Regex And() => Said.Of();

    private static Regex Leading() => Said.Of();

    private static Regex RemovalList() => Said.Of();

    private static Regex ThingInColour() => Said.Of();

    private static Regex InColour() => Said.Of();

    private static Regex QualityOfThing() => Said.Of();

    private static Regex OneToAnother() => Said.Of();

    private static Regex Comparative() => Said.Of();

    private static Regex How() => Said.Of();

    private static Regex Article() => Said.Of();

    private static Regex OneThatIs() => Said.Of();

    private static Regex AndThing() => Said.Of();
}
