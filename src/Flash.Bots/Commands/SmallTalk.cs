using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Flash.Bots.Commands.Foreign;

namespace Flash.Bots.Commands;

/// <summary>Greetings, thanks, questions, calls for help and for a stop, and what else is said to a bot as to a person,
/// as whole messages: "ok cool thanks!" is made of three. What is said is in <c>Patterns/talk.txt</c>.</summary>
internal static class SmallTalk
{
    private static readonly PatternFile Said = PatternFile.Load("questions");
    private static readonly FrozenDictionary<string, Phrase> Phrases = Load();

    // Longer than any of them; questions are longer than what else is said.
    private const int Longest = 60,
        LongestQuestion = 100;

    // Phrases of up to this many words.
    private const int MostWords = 4;

    /// <summary>What the whole text says, whatever its case and punctuation; null for a prompt.</summary>
    public static Command? Read(string text)
    {
        if (text.Length > LongestQuestion || ChangeWords.IsAgain(text))
        {
            return null;
        }

        if (Sign().Match(text) is { Success: true } sign)
        {
            return new Command.SmallTalk(sign.Groups["bad"].Success ? TalkKind.Sorry : TalkKind.Chat);
        }

        var plain = Plain(text);
        if (plain is "" || text.Length > Longest)
        {
            return plain is "" ? null : Asked(text);
        }

        if (plain == "start")
        {
            return new Command.Start();
        }

        // Only chat is made of several; the rest are whole messages.
        if (Phrases.TryGetValue(plain, out var whole) && whole.Kind is not "beside")
        {
            return CommandFor(whole.Kind, Language(plain, whole.Languages));
        }

        return InParts(plain) ?? Asked(text);
    }

    /// <summary>Whether the words leave it to the painter what to draw.</summary>
    public static bool IsSurprise(string prompt) =>
        prompt.Length <= Longest && Surprise().IsMatch(prompt.Trim(' ', '.', '!', '?', '…', '。', '！'));

    // Who asks for a picture, or for another one, asks no question.
    private static Command.SmallTalk? Asked(string text)
    {
        var clean = PlainText.Clean(text);
        if (NotIt().Match(clean) is { Success: true } complaint)
        {
            return new Command.SmallTalk(TalkKind.Sorry, complaint.Groups.Values.Last(group => group.Success).Name);
        }

        return
            clean[^1] is '?' or '？' or '؟'
            && Question().Match(clean) is { Success: true } question
            && !Order().IsMatch(clean)
            && SpokenRequest.Without(clean) == clean
            ? new Command.SmallTalk(TalkKind.Who, question.Groups.Values.Last(group => group.Success).Name)
            : null;
    }

    private static Command CommandFor(string kind, string? language) =>
        kind switch
        {
            "help" => new Command.Help(language),
            "cancel" => new Command.Cancel(All: false) { Language = language },
            "everything" => new Command.Cancel(All: true) { Language = language },
            _ => new Command.SmallTalk(Enum.Parse<TalkKind>(kind, ignoreCase: true), language),
        };

    // Null where a word is left over; what asks for most decides.
    private static Command.SmallTalk? InParts(string plain)
    {
        var words = plain.Split(' ');
        var (at, kind) = (0, (TalkKind?)null);
        IEnumerable<string>? languages = null;
        while (at < words.Length)
        {
            var (length, found) = Next(words, at);
            if (found is null)
            {
                return null;
            }

            if (found.Kind is not "beside")
            {
                var next = Enum.Parse<TalkKind>(found.Kind, ignoreCase: true);
                kind = kind is null || Rank(next) < Rank(kind.Value) ? next : kind;
            }

            languages = languages?.Intersect(found.Languages) ?? found.Languages;
            at += length;
        }

        return kind is { } said ? new Command.SmallTalk(said, Language(plain, [.. languages ?? []])) : null;
    }

    // One or two English words are said all over the world.
    private static string? Language(string plain, IReadOnlyList<string> languages) =>
        languages is [var only] && (only != "en" || plain.Count(c => c == ' ') > 1) ? only : null;

    private static int Rank(TalkKind kind) =>
        kind switch
        {
            TalkKind.Who => 0,
            TalkKind.Thanks => 1,
            TalkKind.Hello => 2,
            TalkKind.Sorry => 3,
            TalkKind.Which => 4,
            TalkKind.No => 5,
            _ => 6,
        };

    private static (int Length, Phrase? Found) Next(string[] words, int at)
    {
        for (var length = Math.Min(MostWords, words.Length - at); length > 0; length--)
        {
            if (
                Phrases.TryGetValue(string.Join(' ', words, at, length), out var phrase)
                && phrase.Kind is "hello" or "thanks" or "who" or "chat" or "no" or "sorry" or "which" or "beside"
            )
            {
                return (length, phrase);
            }
        }

        return (0, null);
    }

    // Letters and single spaces only; "what's" is "whats".
    private static string Plain(string text)
    {
        var words = string.Concat(
            Glyphs
                .Unadorned(text)
                .Select(c => c is '-' or '‑' ? ' ' : c)
                .Where(c =>
                    char.IsLetter(c)
                    || char.IsWhiteSpace(c)
                    || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
                )
        );
        return PlainText.Clean(words).ToLowerInvariant();
    }

    private static FrozenDictionary<string, Phrase> Load()
    {
        var phrases = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        foreach (var (kind, language, said) in PatternFile.Table("talk"))
        {
            foreach (var phrase in said.Split(" / ").Select(Plain))
            {
                // The first kind counts, and every language.
                if (!phrases.TryGetValue(phrase, out var known))
                {
                    phrases.Add(phrase, new Phrase(kind, [language]));
                }
                else if (!known.Languages.Contains(language))
                {
                    known.Languages.Add(language);
                }
            }
        }

        return phrases.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Regex Question() => Said.Of();

    private static Regex Order() => Said.Of();

    private static Regex NotIt() => Said.Of();

    private static Regex Sign() => Said.Of();

    private static Regex Surprise() => Said.Of();

    private sealed record Phrase(string Kind, List<string> Languages);
}
