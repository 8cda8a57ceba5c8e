using Flash.Bots.Audit;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Flash.Bots.Moderation.Policy;

/// <summary>Signs evidence with the key that signs the audit log's checkpoints.</summary>
public sealed class EvidenceSigner(WitnessPlace place)
{
    /// <returns>The signature and the public key, both in lower-case hexadecimal.</returns>
    /// <exception cref="EvidenceNotSignedException">No folder holds a key.</exception>
    public async Task<(string Signature, string PublicKey)> SignAsync(
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        var folder = await place.FindAsync(cancellationToken)
            ?? throw new EvidenceNotSignedException(
                "Evidence is signed with the key of the audit log's checkpoints: set Flash:Audit:Folder."
            );
        var key = AuditKeys.LoadOrCreate(folder.Path);
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        key.Sign(Ed25519.Algorithm.Ed25519, null, content, 0, content.Length, signature, 0);
        return (Convert.ToHexStringLower(signature), Convert.ToHexStringLower(key.GeneratePublicKey().GetEncoded()));
    }
}
