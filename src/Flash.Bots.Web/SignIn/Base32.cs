using System.Text;

namespace Flash.Bots.Web.SignIn;

/// <summary>RFC 4648's letters for bytes: what authenticator apps take a key in, and what people can type without
/// mistaking 0 for O.</summary>
internal static class Base32
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Without padding, five bits a letter.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(((bytes.Length * 8) + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var next in bytes)
        {
            (buffer, bits) = (((buffer << 8) | next) & 0xFFF, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Letters[(buffer >> (bits - 5)) & 31]);
            }
        }

        return bits > 0 ? text.Append(Letters[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>In groups that can be read aloud: <c>ABCD EFGH</c>.</summary>
    public static string Group(string text, int size, char between) =>
        string.Join(between, text.Chunk(size).Select(part => new string(part)));
}
