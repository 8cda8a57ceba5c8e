using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Privacy;

/// <summary>The key that wraps people's keys. It is never in the database, so a copy of the database alone opens nothing personal in the log.</summary>
public sealed class MasterKey(IOptions<PersonalOptions> options)
{
    private readonly Lazy<byte[]> secret = new(() => Load(options.Value));

    /// <summary>Tells this key from another one without giving anything of it away, 8 bytes.</summary>
    internal byte[] Fingerprint => SHA256.HashData([.. "flash master key "u8, .. secret.Value])[..8];

    internal byte[] Wrap(byte[] key, string person) => SealedBox.Seal(secret.Value, key, person);

    /// <summary>Null when another master key has wrapped it.</summary>
    internal byte[]? Unwrap(byte[] wrapped, string person) => SealedBox.Open(secret.Value, wrapped, person);

    private static byte[] Load(PersonalOptions options) => options.MasterKey is { Length: > 0 } hex
        ? SecretFile.Parse(hex, "Flash:Personal:MasterKey is 64 hexadecimal characters.")
        : SecretFile.LoadOrCreate(options.MasterKeyFile is { Length: > 0 } file
            ? file
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "flash", "personal.key"));
}
