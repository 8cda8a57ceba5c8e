using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Web.SignIn;

/// <summary>A code that stands in for the authenticator app once. It has 120 bits, so a plain digest of it may be
/// stored.</summary>
internal static class RecoveryCode
{
    /// <summary>How many someone gets.</summary>
    public const int Count = 10;

    private const int Letters = 24;

    public static string New() => Base32.Group(Base32.Encode(RandomNumberGenerator.GetBytes(15)), 6, '-');

    /// <summary>What stands in the database; null when it cannot be a recovery code. Case, spaces and dashes do not
    /// matter.</summary>
    public static byte[]? Digest(string typed)
    {
        var letters = new string([.. typed.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return letters.Length == Letters ? SHA256.HashData(Encoding.ASCII.GetBytes(letters)) : null;
    }
}
