using System.Text.RegularExpressions;

namespace Flash.Bots.Replies;

/// <summary>Makes addresses, invitations and names in people's words readable and nothing else: a bot that repeats them
/// must not post links, or call people, for those who may not.</summary>
internal static partial class DeadLinks
{
    /// <summary>Takes no room and joins what it stands between: no network sees an address across it.</summary>
    private const string Joiner = "\u2060";

    /// <summary>The words with a joiner in whatever a network would make a link of.</summary>
    public static string In(string words) => Live().Replace(words, match => match.Value + Joiner);

    // What stands before the joiner: a scheme's colon, the dot before a top-level domain, the sign before a name.
    [GeneratedRegex(
        @"(?<=\b[a-z][a-z0-9+.-]{1,20}):(?=//)|(?<=[\p{L}\p{N}])\.(?=\p{L}{2})|(?<!\w)[@#/](?=\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Live();
}
