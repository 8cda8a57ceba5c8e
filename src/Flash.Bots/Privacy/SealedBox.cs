using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Privacy;

/// <summary>AES-256-GCM: <c>nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes)</c>, bound to the place it is meant for, so
/// that it opens nowhere else.</summary>
internal static class SealedBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, string place)
    {
        var box = new byte[NonceSize + content.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(
            nonce,
            content,
            box.AsSpan(NonceSize, content.Length),
            box.AsSpan(NonceSize + content.Length),
            Encoding.UTF8.GetBytes(place)
        );
        return box;
    }

    /// <summary>Null when it was sealed with another key, for another place, or changed since.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < NonceSize + TagSize)
        {
            return null;
        }

        var content = new byte[box.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        try
        {
            cipher.Decrypt(
                box[..NonceSize],
                box[NonceSize..^TagSize],
                box[^TagSize..],
                content,
                Encoding.UTF8.GetBytes(place)
            );
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
