using System.Globalization;
using System.Text;
using System.Text.Json;
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
/// <param name="Signature">Ed25519 over the other three, in lower-case hexadecimal.</param>
public sealed partial record AuditCheckpoint(long Sequence, string Hash, DateTimeOffset At, string Signature)
{
    /// <summary>Signs a head.</summary>
    public static AuditCheckpoint Sign(Ed25519PrivateKeyParameters key, long sequence, byte[] hash, DateTimeOffset at)
    {
        var unsigned = new AuditCheckpoint(sequence, Convert.ToHexStringLower(hash), at, "");
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
            $"flash-checkpoint 1 {Sequence} {Hash} {At.ToUnixTimeMilliseconds()} {Signature}"
        );

    /// <summary>The line that names the key which signed it.</summary>
    public static string KeyText(string publicKey) => $"flash-key {publicKey}";

    /// <summary>Finds checkpoints in what someone copied, whatever stands around them and however the lines were
    /// broken; and the key, if it was copied too.</summary>
    public static (IReadOnlyList<AuditCheckpoint> Checkpoints, string? PublicKey) Find(string text)
    {
        var checkpoints = Copied()
            .Matches(text)
            .Select(match => new AuditCheckpoint(
                long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups[2].Value.ToLowerInvariant(),
                DateTimeOffset.FromUnixTimeMilliseconds(
                    long.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture)
                ),
                match.Groups[4].Value.ToLowerInvariant()
            ));
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
        @"flash-checkpoint\s+1\s+(\d{1,18})\s+([0-9a-fA-F]{64})\s+(\d{1,14})\s+([0-9a-fA-F]{128})(?![0-9a-fA-F])"
    )]
    private static partial Regex Copied();

    [GeneratedRegex(@"flash-key\s+([0-9a-fA-F]{64})(?![0-9a-fA-F])")]
    private static partial Regex CopiedKey();

    private byte[] Statement() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"flash audit checkpoint 1\n{Sequence}\n{Hash}\n{At.ToUnixTimeMilliseconds()}\n"
            )
        );
}
