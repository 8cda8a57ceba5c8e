namespace Flash.Bots.Replies;

/// <summary>What became of words, as short as it can be said: "red → blue", "+ at night", "− tree".</summary>
internal static class WordChange
{
    private static readonly char[] Between = [' ', ','];

    /// <summary>Empty where nothing changed.</summary>
    public static string Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var least = Math.Min(old.Length, now.Length);
        var first = 0;
        while (first < least && Same(old[first], now[first]))
        {
            first++;
        }

        var last = 0;
        while (last < least - first && Same(old[^(last + 1)], now[^(last + 1)]))
        {
            last++;
        }

        var (gone, come) = (Joined(old[first..^last]), Joined(now[first..^last]));
        return (gone, come) switch
        {
            ("", "") => "",
            ("", _) => $"+ {come}",
            (_, "") => $"− {gone}",
            // Where most is new, the new says enough.
            _ when first + last == 0 => come,
            _ => $"{gone} → {come}",
        };
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private static string Joined(string[] words) => string.Join(' ', words);
}
