using Flash.Bots.Privacy;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flash.Bots.Audit;

/// <summary>The Ed25519 key that signs checkpoints: 64 hexadecimal characters in a file only its owner can read, its
/// public half beside it.</summary>
public static class AuditKeys
{
    public const string PrivateFile = "signing.key";
    public const string PublicFile = "signing.pub";

    /// <summary>The folder's key, made when there is none.</summary>
    /// <exception cref="IOException">The key is gone, but not what it signed: a new one would belie that.</exception>
    public static Ed25519PrivateKeyParameters LoadOrCreate(string folder)
    {
        if (
            !File.Exists(Path.Combine(folder, PrivateFile))
            && File.Exists(Path.Combine(folder, WitnessFolder.CheckpointsFile))
        )
        {
            throw new IOException(
                $"{Path.Combine(folder, PrivateFile)} is gone, but the checkpoints that it signed are there: put it "
                    + $"back, or move the whole folder away."
            );
        }

        // An Ed25519 private key is any 32 random bytes (RFC 8032, 5.1.5).
        var key = new Ed25519PrivateKeyParameters(SecretFile.LoadOrCreate(Path.Combine(folder, PrivateFile)));
        var published = Path.Combine(folder, PublicFile);
        if (!File.Exists(published))
        {
            File.WriteAllText(published, Convert.ToHexStringLower(key.GeneratePublicKey().GetEncoded()) + "\n");
        }

        return key;
    }

    /// <summary>A public key from a file, or from its 64 hexadecimal characters.</summary>
    /// <exception cref="KeyFileException">The file holds something else.</exception>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static Ed25519PublicKeyParameters LoadPublic(string fileOrHex) =>
        new(
            File.Exists(fileOrHex)
                ? SecretFile.Load(fileOrHex)
                : SecretFile.Parse(
                    fileOrHex,
                    $"“{fileOrHex}” is neither a file nor a public key of 64 hexadecimal characters."
                )
        );
}
