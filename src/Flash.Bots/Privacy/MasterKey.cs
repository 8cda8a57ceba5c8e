using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Privacy;

/// <summary>The key that wraps people's keys. It is never in the database, so a copy of the database alone opens
/// nothing personal in the log.</summary>
public sealed class MasterKey(IOptions<PersonalOptions> options)
{
    // A fault is not kept: the file may be brought while the process runs.
    private readonly Lazy<byte[]> secret = new(() => Load(options.Value), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Tells this key from another one without giving anything of it away, 8 bytes.</summary>
    internal byte[] Fingerprint => FingerprintOf(secret.Value);

    /// <summary>The file that the key is to be read from when there is none there yet; null otherwise.</summary>
    internal string? MissingFile =>
        options.Value.MasterKey is { Length: > 0 } || File.Exists(FileOf(options.Value)) ? null : FileOf(options.Value);

    /// <summary>Seals a secret of the program's own, which belongs to no person.</summary>
    /// <param name="content">What only holders of the master key can open.</param>
    /// <param name="place">What it is for: elsewhere it does not open.</param>
    public byte[] Seal(ReadOnlySpan<byte> content, string place) => SealedBox.Seal(secret.Value, content, place);

    /// <summary>Null when another master key sealed it, or for another place.</summary>
    public byte[]? Open(ReadOnlySpan<byte> box, string place) => SealedBox.Open(secret.Value, box, place);

    /// <summary>HMAC-SHA256 of something under a key of its own for this purpose, 32 bytes.</summary>
    internal byte[] Mac(ReadOnlySpan<byte> content, string purpose) =>
        HMACSHA256.HashData(HMACSHA256.HashData(secret.Value, System.Text.Encoding.UTF8.GetBytes(purpose)), content);

    internal byte[] Wrap(byte[] key, string person) => SealedBox.Seal(secret.Value, key, person);

    /// <summary>Null when another master key has wrapped it.</summary>
    internal byte[]? Unwrap(byte[] wrapped, string person) => SealedBox.Open(secret.Value, wrapped, person);

    internal static byte[] FingerprintOf(ReadOnlySpan<byte> secret) =>
        SHA256.HashData([.. "flash master key "u8, .. secret])[..8];

    private static byte[] Load(PersonalOptions options)
    {
        try
        {
            return options.MasterKey is { Length: > 0 } hex
                ? SecretFile.Parse(hex, "Flash:Personal:MasterKey is 64 hexadecimal characters.")
                : SecretFile.LoadOrCreate(FileOf(options));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MasterKeyException($"The master key cannot be read: {exception.Message}", exception);
        }
    }

    internal static string FileOf(PersonalOptions options) =>
        options.MasterKeyFile is { Length: > 0 } file
            ? file
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.Create
                ),
                "flash",
                "personal.key"
            );
}
