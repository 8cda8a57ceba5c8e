using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Flash.Bots.Audit;

/// <summary>The Ed25519 key that signs checkpoints: 64 hexadecimal characters in a file only its owner can read, its public half beside it.</summary>
public static class AuditKeys
{
    public const string PrivateFile = "signing.key";
    public const string PublicFile = "signing.pub";

    /// <summary>The folder's key, made when there is none.</summary>
    public static Ed25519PrivateKeyParameters LoadOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, PrivateFile);
        if (!File.Exists(path))
        {
            Create(folder, path);
        }

        return new Ed25519PrivateKeyParameters(Read(path));
    }

    /// <summary>A public key from a file, or from its 64 hexadecimal characters.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static Ed25519PublicKeyParameters LoadPublic(string fileOrHex) =>
        new(File.Exists(fileOrHex) ? Read(fileOrHex) : Parse(fileOrHex, $"“{fileOrHex}” is neither a file nor a public key of 64 hexadecimal characters."));

    private static void Create(string folder, string path)
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());

        // Written aside and moved without overwriting: of two processes that start at once, both use the first one's key.
        var fresh = Path.Combine(folder, $"{PrivateFile}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(fresh, options))
        {
            file.WriteLine(Convert.ToHexStringLower(key.GetEncoded()));
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
            File.WriteAllText(Path.Combine(folder, PublicFile), Convert.ToHexStringLower(key.GeneratePublicKey().GetEncoded()) + "\n");
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }

    private static byte[] Read(string path) => Parse(File.ReadAllText(path).Trim(), $"{path} holds no key of 64 hexadecimal characters.");

    private static byte[] Parse(string hex, string mistake) =>
        hex.Length == 64 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : throw new ArgumentException(mistake);
}
