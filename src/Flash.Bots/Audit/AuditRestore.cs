using System.Globalization;
using System.Text;
using System.Text.Json;
using Flash.Bots.Data;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Flash.Bots.Audit;

/// <summary>
/// A signed statement that an older backup was put back on purpose: the entries between are gone, and someone answers
/// for it. Kept beside the checkpoints, so that the owner of the database cannot write one.
/// </summary>
/// <param name="Agreed">The last checkpoint that the restored chain still agrees with; 0 for none.</param>
/// <param name="Witness">The newest checkpoint that is not in it any more.</param>
/// <param name="WitnessHash">That checkpoint's hash, in lower-case hexadecimal.</param>
/// <param name="By">Who put it back.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When that was said.</param>
/// <param name="Signature">Ed25519 over all of it, in lower-case hexadecimal.</param>
public sealed record AuditRestore(
    long Agreed,
    long Witness,
    string WitnessHash,
    string By,
    string Reason,
    DateTimeOffset At,
    string Signature
)
{
    /// <summary>The same with its signature.</summary>
    public AuditRestore SignedWith(Ed25519PrivateKeyParameters key)
    {
        var (statement, signature) = (Statement(), new byte[Ed25519PrivateKeyParameters.SignatureSize]);
        key.Sign(Ed25519.Algorithm.Ed25519, null, statement, 0, statement.Length, signature, 0);
        return this with { Signature = Convert.ToHexStringLower(signature) };
    }

    /// <summary>Whether the holder of the key signed exactly this.</summary>
    public bool IsSignedBy(Ed25519PublicKeyParameters key)
    {
        if (Signature.Length != 2 * Ed25519PrivateKeyParameters.SignatureSize || !Signature.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var statement = Statement();
        var signature = Convert.FromHexString(Signature);
        return key.Verify(Ed25519.Algorithm.Ed25519, null, statement, 0, statement.Length, signature, 0);
    }

    /// <summary>Whether this is why a checkpoint is not in the chain any more.</summary>
    public bool Explains(AuditCheckpoint checkpoint) =>
        checkpoint.Sequence > Agreed && checkpoint.Sequence <= Witness && checkpoint.At <= At;

    /// <summary>One line of <c>restores.jsonl</c>.</summary>
    public string ToJson() => FlashJson.Write(this);

    /// <summary>Reads one line; null for a line that is none.</summary>
    public static AuditRestore? Parse(string line)
    {
        try
        {
            var restore = FlashJson.Read<AuditRestore>(line);
            return restore is { WitnessHash: not null, By: not null, Reason: not null, Signature: not null }
                ? restore
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[] Statement() =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"flash audit restore 1\n{Agreed}\n{Witness}\n{WitnessHash}\n{At.ToUnixTimeMilliseconds()}\n{By.Length}"
                    + $"\n{By}\n{Reason}\n"
            )
        );
}
