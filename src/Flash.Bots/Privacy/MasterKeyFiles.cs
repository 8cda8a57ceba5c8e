using System.Globalization;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Privacy;

/// <summary>
/// The file of the master key while it changes: the new key stands beside it before the database knows of it, so that a
/// crash at any moment leaves both keys, and the next rotation finishes what was begun.
/// </summary>
public sealed class MasterKeyFiles(IOptions<PersonalOptions> options, TimeProvider time)
{
    /// <summary>The file that the key is read from; null when it stands in a setting.</summary>
    public string? Current => options.Value.MasterKey is { Length: > 0 } ? null : MasterKey.FileOf(options.Value);

    /// <summary>The new key that waits in this file, made when there is none.</summary>
    /// <exception cref="KeyFileException">The file holds something else.</exception>
    public static byte[] LoadOrCreate(string path) => SecretFile.LoadOrCreate(path);

    /// <summary>Where the next key waits.</summary>
    public static string NextOf(string current) => current + ".next";

    /// <summary>Makes the next key the current one; the old one stays beside it, for dumps that were made
    /// before.</summary>
    /// <returns>The file with the old key.</returns>
    public string Promote(string current)
    {
        var old = string.Create(
            CultureInfo.InvariantCulture,
            $"{current}.until-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}"
        );
        if (File.Exists(current))
        {
            // A copy and an atomic replacement: there is never a moment without a key.
            File.Copy(current, old, overwrite: false);
        }

        File.Move(NextOf(current), current, overwrite: true);
        return old;
    }
}
