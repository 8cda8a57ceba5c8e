namespace Flash.Bots.Moderation;

/// <summary>How a rule's pattern is read.</summary>
public enum RuleKind
{
    /// <summary>Whole words in a row, one or several, however they are spelled or spaced.</summary>
    Phrase,

    /// <summary>A regular expression over the normalised prompt. Of several lines each must be found, anywhere; what a
    /// line behind <c>!</c> finds is taken out before.</summary>
    Regex,
}
