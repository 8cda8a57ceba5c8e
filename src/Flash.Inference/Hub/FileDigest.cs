using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flash.Inference.Hub;

/// <summary>The hash a hub gives for a file: SHA-256 of the content for large files (Git LFS), Git's own blob hash for
/// the others.</summary>
/// <param name="Algorithm"><c>sha256</c> or <c>git-sha1</c>.</param>
/// <param name="Hex">Lower case.</param>
public sealed record FileDigest(string Algorithm, string Hex)
{
    /// <summary>SHA-256 of the content.</summary>
    public const string Sha256 = "sha256";

    /// <summary>SHA-1 of <c>blob SIZE NUL content</c>: the name Git gives to a file.</summary>
    public const string GitSha1 = "git-sha1";

    /// <summary>Whether the file has this content.</summary>
    public async Task<bool> MatchesAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        using var hash = Begin(stream.Length);
        var buffer = new byte[1 << 20];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;
    }

    private IncrementalHash Begin(long size)
    {
        if (Algorithm == Sha256)
        {
            return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }

        // Not for security: this is how Git names its objects, and the transport is TLS.
#pragma warning disable CA5350
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        return hash;
    }
}
