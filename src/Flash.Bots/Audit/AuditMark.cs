using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Flash.Bots.Privacy;

namespace Flash.Bots.Audit;

/// <summary>
/// By which an entry knows its request again: HMAC-SHA256 over the words and the whole recipe but the model's revision.
/// It stands in what is encrypted for the person; the salt is sealed once more for everyone else whose words may be
/// repeated, so that erasing any of them leaves nothing that words could be tried on.
/// </summary>
/// <param name="Digest">64 hexadecimal characters.</param>
/// <param name="Salt">16 bytes, or the box around them.</param>
/// <param name="Layers">How many keys are needed to open it.</param>
internal sealed record AuditMark(string Digest, byte[] Salt, int Layers)
{
    private const int SaltBytes = 16;
    private const string DigestMember = "request";
    private const string SaltMember = "salt";
    private const string LayersMember = "layers";

    /// <param name="entry">The entry's id: the salt opens nowhere else.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="others">The keys of the others.</param>
    public static AuditMark Of(long entry, AskedFor asked, IEnumerable<PersonalKey> others)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var mark = new AuditMark(asked.Digest(salt), salt, 0);
        return others.Aggregate(mark, (sealedMark, key) =>
            sealedMark with
            {
                Salt = key.Seal(sealedMark.Salt, PlaceOf(entry)),
                Layers = sealedMark.Layers + 1,
            }
        );
    }

    public static string PlaceOf(long entry) => $"audit salt {entry}";

    public void AddTo(JsonObject note)
    {
        note[DigestMember] = Digest;
        note[SaltMember] = Convert.ToBase64String(Salt);
        note[LayersMember] = Layers;
    }

    /// <summary>Null where an entry has none.</summary>
    public static AuditMark? ReadFrom(JsonNode? note) =>
        (string?)note?[DigestMember] is { } digest && (string?)note[SaltMember] is { } salt
            ? new AuditMark(digest, Convert.FromBase64String(salt), (int?)note[LayersMember] ?? 0)
            : null;
}

/// <summary>What the row of a request says today.</summary>
/// <param name="Id">The entry that tells of it.</param>
/// <param name="Prompt">Empty once it was let go of.</param>
/// <param name="NegativePrompt">What to leave out.</param>
/// <param name="Style">The style's name.</param>
/// <param name="IsFirst">It was made of no other one.</param>
/// <param name="Request">Kind, what it was made of, and the recipe.</param>
/// <param name="Others">Networks and ids of others whose words may be in it, a line each.</param>
internal sealed record AskedFor(
    long Id,
    string Prompt,
    string NegativePrompt,
    string? Style,
    bool IsFirst,
    string Request,
    string[] Others
)
{
    public string Digest(byte[] salt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"{Request}\n{Prompt}")));

    public IEnumerable<PersonId> OtherPeople =>
        Others.Select(other => other.Split('\n', 2)).Select(parts => new PersonId(parts[0], parts[1]));
}
