using System.Text.Json.Nodes;

namespace Flash.Bots.Audit;

/// <summary>What a person asked for in their own words, as an entry keeps it: encrypted with the person's
/// key.</summary>
/// <param name="Prompt">What to draw.</param>
/// <param name="NegativePrompt">What to leave out, empty for nothing; null where an entry does not tell.</param>
/// <param name="Style">The style's name; null for none.</param>
public sealed record AuditWords(string Prompt, string? NegativePrompt = "", string? Style = null)
{
    private const string PromptMember = "prompt";
    private const string NegativeMember = "negativePrompt";
    private const string StyleMember = "style";

    /// <summary>UTF-8 JSON, as a writer of an entry puts it into the column <c>personal</c>: the sealer encrypts
    /// it.</summary>
    public byte[] ToPersonal()
    {
        var note = new JsonObject();
        AddTo(note);
        return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(note);
    }

    internal void AddTo(JsonObject note)
    {
        if (Prompt.Length > 0)
        {
            note[PromptMember] = Prompt;
            note[NegativeMember] = NegativePrompt;
            note[StyleMember] = Style;
        }
    }

    internal static AuditWords ReadFrom(JsonNode? note) =>
        new((string?)note?[PromptMember] ?? "", (string?)note?[NegativeMember], (string?)note?[StyleMember]);
}
