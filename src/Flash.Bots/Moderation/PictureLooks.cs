using System.Text.Json;
using Flash.Bots.Data;

namespace Flash.Bots.Moderation;

/// <summary>Looks as an entry of the audit log keeps them.</summary>
public static class PictureLooks
{
    /// <summary>What was seen in the flagged pictures that an entry tells of, such as <c>Porn 0.91</c>; empty when they
    /// were flagged without scores, null when none was flagged.</summary>
    /// <param name="details">An entry's details.</param>
    public static string? Flagged(JsonElement details)
    {
        if (!details.TryGetProperty("flagged", out var flagged) || flagged.ValueKind != JsonValueKind.True)
        {
            return null;
        }

        var looks =
            details.TryGetProperty("looks", out var kept) && kept.ValueKind == JsonValueKind.Array
                ? kept.Deserialize<PictureLook[]>(FlashJson.Options) ?? []
                : [];
        return string.Join("; ", looks.Where(look => look.IsUnsafe).Select(look => look.ToString()).Distinct());
    }
}
