using System.Globalization;
using System.Text;

namespace Flash.Inference.Text;

/// <summary>Reads attention weights as they are commonly written: <c>(word)</c> and <c>((word))</c> for more,
/// <c>[word]</c> for less, <c>(word:1.3)</c> for a number, <c>\(</c> for a bracket itself.</summary>
/// <remarks>A bracket that is never closed, or closes nothing, is an ordinary letter: whatever someone types is a
/// prompt.</remarks>
internal static class PromptWeights
{
    /// <summary>What one pair of brackets without a number multiplies or divides by.</summary>
    public const float PerBracket = 1.1f;

    /// <summary>Weights outside this range only make noise; they are moved to its ends.</summary>
    public const float Least = 0,
        Most = 5;

    public static IReadOnlyList<WeightedText> Parse(string prompt)
    {
        if (prompt.AsSpan().IndexOfAny('(', '[', '\\') < 0)
        {
            return [new WeightedText(prompt, 1)];
        }

        var closings = Closings(prompt);
        var parts = new List<WeightedText>();
        var text = new StringBuilder();
        var open = new Stack<(int End, float Outside)>();
        var weight = 1f;
        for (var i = 0; i < prompt.Length; i++)
        {
            if (prompt[i] == '\\' && i + 1 < prompt.Length && prompt[i + 1] is '(' or ')' or '[' or ']' or '\\')
            {
                text.Append(prompt[++i]);
            }
            else if (closings.TryGetValue(i, out var closing))
            {
                Flush();
                open.Push((closing.At, weight));
                weight *= closing.Factor;
            }
            else if (open.Count > 0 && open.Peek().End == i)
            {
                Flush();
                // Past the number and the bracket; the number ends where the bracket is.
                i = closings.Ends[i];
                weight = open.Pop().Outside;
            }
            else
            {
                text.Append(prompt[i]);
            }
        }

        Flush();
        return parts.Count > 0 ? parts : [new WeightedText("", 1)];

        void Flush()
        {
            if (text.Length > 0)
            {
                parts.Add(new WeightedText(text.ToString(), Math.Clamp(weight, Least, Most)));
                text.Clear();
            }
        }
    }

    // For each opening bracket that has a partner: where its text ends (at the partner, or at the ":1.3" before it) and
    // what it multiplies by.
    private static Pairs Closings(string prompt)
    {
        var pairs = new Pairs();
        var open = new Stack<int>();
        for (var i = 0; i < prompt.Length; i++)
        {
            switch (prompt[i])
            {
                case '\\':
                    i++;
                    break;
                case '(' or '[':
                    open.Push(i);
                    break;
                case ')' when open.Count > 0 && prompt[open.Peek()] == '(':
                    var (end, factor) = Number(prompt, open.Peek() + 1, i);
                    pairs.Add(open.Pop(), end, factor, i);
                    break;
                case ']' when open.Count > 0 && prompt[open.Peek()] == '[':
                    pairs.Add(open.Pop(), i, 1 / PerBracket, i);
                    break;
            }
        }

        return pairs;
    }

    private static (int End, float Factor) Number(string prompt, int start, int close)
    {
        var colon = prompt.LastIndexOf(':', close - 1, close - start);
        return
            colon >= start
            && float.TryParse(
                prompt.AsSpan((colon + 1)..close),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var number
            )
            && float.IsFinite(number)
            && IsWeightable(prompt.AsSpan(start..colon), prompt.AsSpan((colon + 1)..close))
            ? (colon, number)
            : (close, PerBracket);
    }

    // "(16:9)" and "(at 10:30)" are a ratio and a time.
    private static bool IsWeightable(ReadOnlySpan<char> text, ReadOnlySpan<char> number)
    {
        foreach (var letter in text)
        {
            if (char.IsLetter(letter))
            {
                return !char.IsDigit(text[^1]) || number.Contains('.');
            }
        }

        return false;
    }

    private sealed class Pairs : Dictionary<int, (int At, float Factor)>
    {
        /// <summary>From where a text ends to the bracket that ends it.</summary>
        public Dictionary<int, int> Ends { get; } = [];

        public void Add(int start, int end, float factor, int close)
        {
            this[start] = (end, factor);
            Ends[end] = close;
        }
    }
}
