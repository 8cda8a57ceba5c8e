using System.Diagnostics.CodeAnalysis;
using Flash.Bots.Preferences;

namespace Flash.Bots.Commands;

/// <summary>What someone's text asks for.</summary>
public abstract record Command
{
    private Command() { }

    /// <summary>Draw.</summary>
    public sealed record Imagine(ImagineArguments Arguments) : Command;

    /// <summary>The first words of a new chat.</summary>
    public sealed record Start : Command;

    /// <summary>How does this work?</summary>
    /// <param name="Language">Of the words in which it was asked (ISO 639-1); null where they do not tell.</param>
    public sealed record Help(string? Language = null) : Command, ISaidInWords;

    /// <summary>Which styles are there?</summary>
    public sealed record Styles : Command;

    /// <summary>What is drawn by default.</summary>
    /// <param name="Scope">Whose; null for what is usual in the chat.</param>
    public sealed record Settings(PreferenceScope? Scope) : Command;

    /// <summary>What is ruled for a whole server or group; with anything given, this is ruled from now on.</summary>
    /// <param name="Words">Words that are not wanted, separated by commas; a dash for none. Null leaves them.</param>
    /// <param name="Channels">Channels where Flash answers, as <c>&lt;#ID&gt;</c>; a dash for all. Null leaves
    /// them.</param>
    public sealed record Rules(string? Words, string? Channels) : Command;

    /// <summary>What do I wait for?</summary>
    [SuppressMessage(
        "Naming",
        "CA1711:Identifiers should not have incorrect suffix",
        Justification = "It is what people type."
    )]
    public sealed record Queue : Command;

    /// <summary>Stop.</summary>
    /// <param name="All">Everything of mine in this chat rather than the last.</param>
    public sealed record Cancel(bool All) : Command, ISaidInWords
    {
        /// <inheritdoc/>
        public string? Language { get; init; }
    }

    /// <summary>What is kept of me?</summary>
    public sealed record Privacy(PrivacyWish Wish) : Command;

    /// <summary>Something is wrong with the pictures that the message answers.</summary>
    /// <param name="Reason">In the person's words; may be empty.</param>
    public sealed record Report(string Reason) : Command;

    /// <summary>I do not agree with what was decided about me.</summary>
    /// <param name="Words">Why; may be empty.</param>
    public sealed record Appeal(string Words) : Command;

    /// <summary>Where do these pictures come from, and what was made of them?</summary>
    public sealed record Tree : Command;

    /// <summary>What does this picture show?</summary>
    /// <param name="Picture">Which of the pictures that are answered, 1-based; null for the first.</param>
    public sealed record Describe(int? Picture = null) : Command;

    /// <summary>Mix two pictures.</summary>
    /// <param name="Pictures">Which of the pictures that are answered, 1-based: two, one, or none for the
    /// first.</param>
    /// <param name="Words">What the new one is to show; empty for what the two show.</param>
    public sealed record Blend(IReadOnlyList<int> Pictures, string Words) : Command;

    /// <summary>Draw this in two ways, and let people choose.</summary>
    public sealed record Arena(ImagineArguments Arguments) : Command;

    /// <summary>I am a moderator: here is the code that says so.</summary>
    /// <param name="Code">As typed; may be empty, or <c>off</c>.</param>
    public sealed record Moderator(string Code) : Command;

    /// <summary>A command of ours with mistakes in it: all of them, in the order in which they were typed.</summary>
    public sealed record Mistaken(IReadOnlyList<Mistake> Mistakes) : Command
    {
        public Mistaken(Mistake mistake)
            : this([mistake]) { }
    }

    /// <summary>Said to a bot as to a person: nothing to draw.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Language">As of <see cref="Help"/>.</param>
    public sealed record SmallTalk(TalkKind Kind, string? Language = null) : Command, ISaidInWords;

    /// <summary>Not said to us: talk in a group, or another bot's command.</summary>
    public sealed record Ignored : Command;
}

/// <summary>A command that may have been said in words of one language, without a slash.</summary>
public interface ISaidInWords
{
    /// <summary>Of the words (ISO 639-1); null where they do not tell.</summary>
    string? Language { get; }
}

/// <summary>What someone wants to do about what is kept of them.</summary>
public enum PrivacyWish
{
    /// <summary>To know what it is.</summary>
    Explain,

    /// <summary>To have it as a file.</summary>
    Export,

    /// <summary>To have it forgotten.</summary>
    Erase,
}

/// <summary>What people say who want nothing drawn.</summary>
public enum TalkKind
{
    /// <summary>Hi.</summary>
    Hello,

    /// <summary>Thanks.</summary>
    Thanks,

    /// <summary>Who are you, and other questions.</summary>
    Who,

    /// <summary>What can you draw?</summary>
    Can,

    /// <summary>No.</summary>
    No,

    /// <summary>OK; cool; lol; bye.</summary>
    Chat,

    /// <summary>A complaint about a picture, or about the bot.</summary>
    Sorry,

    /// <summary>"The other one", where there are several.</summary>
    Which,
}
