using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Flash.Bots.Data;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Flash.Bots.Audit;

/// <summary>
/// A signed statement of what the chain's head was at some time. Kept outside the database, it convicts anyone who
/// rewrites the chain or cuts off its end, even with a superuser's rights.
/// </summary>
/// <param name="Sequence">The last sealed entry's position.</param>
/// <param name="Hash">Its hash, in lower-case hexadecimal.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Signature">Ed25519 over the others, in lower-case hexadecimal.</param>
public sealed partial record AuditCheckpoint(long Sequence, string Hash, DateTimeOffset At, string Signature)
{
    /// <summary>What stands for the line before the first.</summary>
    public static string NoLine { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>SHA-256 of the line before it, so that none is taken out unnoticed; null in lines of an earlier
    /// version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Previous { get; init; }

    /// <summary>By which the next line names this one, 64 hexadecimal characters.</summary>
    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    /// <summary>Signs a head, behind another line.</summary>
    public static AuditCheckpoint Sign(
        Ed25519PrivateKeyParameters key,
        long sequence,
        byte[] hash,
        DateTimeOffset at,
        string? previous = null
    )
    {
        var unsigned = new AuditCheckpoint(sequence, Convert.ToHexStringLower(hash), at, "") { Previous = previous };
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        var statement = unsigned.Statement();
        key.Sign(Ed25519.Algorithm.Ed25519, null, statement, 0, statement.Length, signature, 0);
        return unsigned with { Signature = Convert.ToHexStringLower(signature) };
    }

    /// <summary>Whether the holder of the key signed exactly this.</summary>
    public bool IsSignedBy(Ed25519PublicKeyParameters key)
    {
        if (Signature.Length != 2 * Ed25519PrivateKeyParameters.SignatureSize || !Signature.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var statement = Statement();
        return key.Verify(
            Ed25519.Algorithm.Ed25519,
            null,
            statement,
            0,
            statement.Length,
            Convert.FromHexString(Signature),
            0
        );
    }

    /// <summary>One line of <c>checkpoints.jsonl</c>.</summary>
    public string ToJson() => FlashJson.Write(this);

    /// <summary>One line for people to copy, such as out of a chat.</summary>
    public string ToText() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"flash-checkpoint {Version} {Sequence} {Hash} {At.ToUnixTimeMilliseconds()} "
                + $"{(Previous is null ? "" : $"{Previous} ")}{Signature}"
        );

    /// <summary>The line that names the key which signed it.</summary>
    public static string KeyText(string publicKey) => $"flash-key {publicKey}";

    /// <summary>Finds checkpoints in what someone copied, whatever stands around them and however the lines were
    /// broken; and the key, if it was copied too.</summary>
    public static (IReadOnlyList<AuditCheckpoint> Checkpoints, string? PublicKey) Find(string text)
    {
        var checkpoints = Copied()
            .Matches(text)
            .Where(match => (match.Groups["version"].Value == "2") == match.Groups[4].Success)
            .Select(match => new AuditCheckpoint(
                long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups[2].Value.ToLowerInvariant(),
                DateTimeOffset.FromUnixTimeMilliseconds(
                    long.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture)
                ),
                match.Groups[5].Value.ToLowerInvariant()
            )
            {
                Previous = match.Groups[4].Success ? match.Groups[4].Value.ToLowerInvariant() : null,
            });
        return (
            [.. checkpoints],
            CopiedKey().Match(text) is { Success: true } key ? key.Groups[1].Value.ToLowerInvariant() : null
        );
    }

    /// <summary>Reads one line; null for a line that is no checkpoint.</summary>
    public static AuditCheckpoint? Parse(string line)
    {
        try
        {
            var checkpoint = FlashJson.Read<AuditCheckpoint>(line);
            return checkpoint is { Hash: not null, Signature: not null } ? checkpoint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"flash-checkpoint\s+(?<version>[12])\s+(\d{1,18})\s+([0-9a-fA-F]{64})\s+(\d{1,14})\s+(?:([0-9a-fA-F]{64})\s+)?"
            + @"([0-9a-fA-F]{128})(?![0-9a-fA-F])"
    )]
    private static partial Regex Copied();

    [GeneratedRegex(@"flash-key\s+([0-9a-fA-F]{64})(?![0-9a-fA-F])")]
    private static partial Regex CopiedKey();

    private int Version => Previous is null ? 1 : 2;

    private byte[] Statement() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"flash audit checkpoint {Version}\n{Sequence}\n{Hash}\n{At.ToUnixTimeMilliseconds()}\n"
                    + $"{(Previous is null ? "" : $"{Previous}\n")}"
            )
        );
}
