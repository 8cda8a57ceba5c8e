namespace Flash.Bots.Glossary;

/// <summary>A word or phrase of another language, and what it is in English.</summary>
/// <param name="Kind">What kind of word.</param>
/// <param name="English">The model's own word for it.</param>
/// <param name="Words">The form, word by word; one that ends in <c>*</c> may have any ending.</param>
internal sealed record GlossaryEntry(WordKind Kind, string English, IReadOnlyList<string> Words);

/// <summary>What kind of word, for its place in an English sentence.</summary>
internal enum WordKind
{
    /// <summary>A thing.</summary>
    Thing,

    /// <summary>A colour, size or other quality: in front of its thing.</summary>
    Quality,

    /// <summary>A whole phrase, or a word that stays where it is.</summary>
    Phrase,

    /// <summary>A preposition or conjunction: a new noun phrase begins behind it.</summary>
    Joint,

    /// <summary>An article.</summary>
    Article,

    /// <summary>A number above one.</summary>
    Number,

    /// <summary>Said before a prompt without changing it.</summary>
    Silent,

    /// <summary>Only looks like one of the others: not understood.</summary>
    LookAlike,
}
