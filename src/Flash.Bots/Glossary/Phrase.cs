using System.Collections.Frozen;

namespace Flash.Bots.Glossary;

/// <summary>A piece of an English prompt: the words that join it to what comes before, and its own.</summary>
/// <param name="group">Which part between commas it stands in, from 0.</param>
/// <param name="at">Its place among all phrases, from 0.</param>
internal sealed class Phrase(int group, int at)
{
    private static readonly FrozenSet<string> Joints = Words(
        "in on at under over above below beneath underneath near beside by behind between among amongst next to from "
            + "of off into onto through across along around against "
            + "like as for with without and or but while during inside outside toward towards upon within beyond who "
            + "which that is are was were be being has have having "
            + "wearing holding using made where when"
    );

    private static readonly FrozenSet<string> Determiners = Words(
        "a an the some any all my your his her its our their this these those one two three four five six seven eight "
            + "nine ten eleven twelve several many few both each "
            + "every no another"
    );

    public int Group { get; } = group;

    public int At { get; } = at;

    public List<PromptToken> Lead { get; } = [];

    public List<PromptToken> Body { get; } = [];

    public IEnumerable<PromptToken> Tokens => Lead.Concat(Body);

    public bool IsKept => Body.Exists(token => token.IsKept && token.IsWord);

    /// <summary>The phrases of a prompt; punctuation and brackets belong to none.</summary>
    public static List<Phrase> Of(IEnumerable<PromptToken> tokens)
    {
        var phrases = new List<Phrase>();
        var (current, group) = (new Phrase(0, 0), 0);
        foreach (var token in tokens)
        {
            if (!token.IsWord)
            {
                if (token.Text is "," or ";" or "." or "!" or "?" or "|" or "/" or "\n" or "—" or "–" or "，" or "。")
                {
                    Begin(++group);
                }

                continue;
            }

            var lower = token.Text.ToLowerInvariant();
            if (Joints.Contains(lower))
            {
                if (current.Body.Count > 0)
                {
                    Begin(group);
                }

                current.Lead.Add(token);
                continue;
            }

            var isDeterminer = Determiners.Contains(lower) || lower.All(char.IsAsciiDigit);
            if (isDeterminer && current.Body.Exists(word => !Determiners.Contains(word.Text.ToLowerInvariant())))
            {
                Begin(group);
            }

            current.Body.Add(token);
        }

        Begin(group);
        return phrases;

        void Begin(int nextGroup)
        {
            if (current.Lead.Count + current.Body.Count > 0)
            {
                phrases.Add(current);
            }

            current = new Phrase(nextGroup, phrases.Count);
        }
    }

    public bool StartsWith(string joint) =>
        Lead.Find(token => token.Said is not "") is { } first
        && first.Said.Equals(joint, StringComparison.OrdinalIgnoreCase);

    public void Drop()
    {
        foreach (var token in Tokens)
        {
            token.IsKept = false;
        }
    }

    /// <summary>Other joining words; none for an empty text.</summary>
    public void LeadWith(string words)
    {
        foreach (var token in Lead)
        {
            token.Said = "";
        }

        if (words is "")
        {
            return;
        }

        if (Lead.Count > 0)
        {
            Lead[0].Said = words;
        }
        else if (Body.Find(token => token.IsKept) is { } first)
        {
            first.Said = $"{words} {first.Said}";
        }
    }

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>A word of a prompt, a mark or a bracket.</summary>
/// <param name="text">As typed.</param>
internal sealed class PromptToken(string text)
{
    public string Text { get; } = text;

    /// <summary>What is said in its place; empty for nothing.</summary>
    public string Said { get; set; } = text;

    public bool IsKept { get; set; } = true;

    public bool IsWord { get; } = char.IsLetterOrDigit(text[0]);
}
