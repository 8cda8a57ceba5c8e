using System.Security.Cryptography;

namespace Flash.Bots.Privacy;

/// <summary>A secret of 32 bytes in a file that only its owner may read, as 64 hexadecimal characters.</summary>
internal static class SecretFile
{
    /// <summary>In bytes.</summary>
    public const int Size = 32;

    /// <summary>The file's secret, made when there is no file. Of two processes that start at once, both get the first
    /// one's.</summary>
    public static byte[] LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        return Load(path);
    }

    /// <exception cref="KeyFileException">The file holds something else.</exception>
    public static byte[] Load(string path) =>
        Read(File.ReadAllText(path).Trim())
        ?? throw new KeyFileException($"{path} holds no key of 64 hexadecimal characters.");

    /// <exception cref="ArgumentException">It is something else; the message is <paramref name="mistake"/>.</exception>
    public static byte[] Parse(string hex, string mistake) => Read(hex) ?? throw new ArgumentException(mistake);

    private static byte[]? Read(string hex) =>
        hex.Length == 2 * Size && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;

    /// <summary>Makes the file with a new secret, unless there is one.</summary>
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!); // a file's full path has a folder

        // Written aside and moved without overwriting: no one ever reads half a key.
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(fresh, options))
        {
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Size)));
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
