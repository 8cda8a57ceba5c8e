using System.Collections.Frozen;

namespace Flash.Bots.Moderation;

/// <summary>Short words of several languages that stand beside each other without being one word in pieces: “the pen
/// is”, “por no”.</summary>
internal static class OrdinaryWords
{
    private static readonly FrozenSet<string> All = string.Join(
            ' ',
            "a i o an as at be by do go he if in is it me my no of on or so to up us we am ax ox oh ok al pa ma hi ha",
            "and any are arm art all ask ate bad bag bar bat bed bee big bit box boy bug bus but can cap car cat cow "
                + "cup cut day did die dog dry due",
            "ear eat egg end eye far fat fee few fig fit fix fly for fun gas get gun had has hat hen her him his hit "
                + "hot how ice ill ink jam job key kid",
            "law lay leg let lie lip lot low mad man map may men met mix mud net new nor not now nut odd off oil old "
                + "one our out owl own pay pen per pet",
            "pie pig pin pot pub put ran rat raw red rid row rub run sad sat saw say sea see set she shy sit six ski "
                + "sky son sum sun tax tea ten the tie",
            "tin tip toe too top toy try two use van war was way web wet who why win won yes yet you zoo",
            "able aged arms army away baby back ball band bank bare base bear been best bird blue boat body bone book "
                + "born both bowl boys call calm came",
            "card care case cave city clay coat cold come cool corn cute dark days deep does door down draw each east "
                + "easy edge even ever eyes face fair",
            "fall farm fast feet fell file fine fire fish five flat food foot form four free from full game gave girl "
                + "give glad goes gold good gray green",
            "grew grey hair half hall hand hard have head hear held help here hero high hill hold hole home hood hope "
                + "huge idea into iron just keep kept kind",
            "king knew know lady lake lamp land last late lead leaf left legs less life like line lips list live long "
                + "look lost love made make many mark meet",
            "mind more most moon much must name near neck need next nice nine none nose note only open over page paid "
                + "pair part past path pink play plus pole",
            "pool poor port post pure rain read real rest rich ride ring rise road rock role roof room rose same sand "
                + "seat seem seen sets show side sign sits",
            "size skin snow soft some song soon star stay step such sure tail tale talk tall tank team tell than that "
                + "them then they thin this time tiny tone",
            "took town tree true turn type upon used very view wall want warm wave wear week well went were west what "
                + "when wide wife wild wind wine wing with",
            "wood word work year your zero glass whole white black small large young",
            "der die das den dem des ein eine und ist im am an auf aus bei mit nach von zu zum zur er es sie wir ihr "
                + "ich du nur noch so wie wo was wer",
            "le la les un une des du de et est en au aux il elle on ne pas par que qui se si sa son ses sur ce sans y "
                + "ou",
            "el lo los las una unos y e de del en por no con que se su sus al o u si es un tu te mi nos ni ya"
        )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is one; anything with other characters than letters is none.</summary>
    public static bool Contains(string word) => All.Contains(word);
}
