using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Flash.Inference.Models;

namespace Flash.Inference.Text;

/// <summary>T5's <c>tokenizer.json</c>, which newer exports save alone, as the SentencePiece model it was made from:
/// the same pieces, scores and table of characters.</summary>
internal static class UnigramFile
{
    // Fields of SentencePiece's ModelProto, and kinds of its pieces.
    private const int Pieces = 1,
        Trainer = 2,
        Normalizer = 3,
        Normal = 1,
        Unknown = 2,
        Control = 3;

    /// <summary>The bytes that <c>spiece.model</c> would have, as far as they matter.</summary>
    /// <exception cref="InferenceException">The file is damaged, or a tokenizer of another kind.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(ModelFile.ReadBytes(path));
            var model = json.RootElement.GetProperty("model");
            var kind = model.TryGetProperty("type", out var type) ? type.GetString() : "BPE";
            return kind == "Unigram"
                ? Write(json.RootElement, model)
                : throw new InferenceException($"{path} is a tokenizer of the kind {kind}; T5's is Unigram.");
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InferenceException($"{path} is no tokenizer that can be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static byte[] Write(JsonElement root, JsonElement model)
    {
        var unknown =
            model.TryGetProperty("unk_id", out var id) && id.ValueKind == JsonValueKind.Number
                ? id.GetInt32()
                : Unknown;
        var special = root.TryGetProperty("added_tokens", out var added)
            ? added.EnumerateArray().Select(token => token.GetProperty("id").GetInt32()).ToHashSet()
            : [];
        using var proto = new MemoryStream();
        Span<byte> score = stackalloc byte[sizeof(float)];
        var index = 0;
        foreach (var piece in model.GetProperty("vocab").EnumerateArray())
        {
            var text = Encoding.UTF8.GetBytes(piece[0].GetString() ?? "");
            BinaryPrimitives.WriteSingleLittleEndian(score, piece[1].GetSingle());
            using var one = new MemoryStream();
            Bytes(one, 1, text);
            one.WriteByte((2 << 3) | 5);
            one.Write(score);
            Number(
                one,
                3,
                index == unknown ? Unknown
                    : special.Contains(index) ? Control
                    : Normal
            );
            Bytes(proto, Pieces, one.ToArray());
            index++;
        }

        using var trainer = new MemoryStream();
        Number(trainer, 3, 1); // unigram
        Number(trainer, 40, unknown);
        Number(trainer, 42, 1); // T5's end
        Number(trainer, 43, 0); // and padding
        Bytes(proto, Trainer, trainer.ToArray());
        using var normalizer = new MemoryStream();
        Bytes(normalizer, 1, "nmt_nfkc"u8);
        if (root.TryGetProperty("normalizer", out var rules) && CharacterMap(rules) is { } map)
        {
            Bytes(normalizer, 2, map);
        }

        // As the pre-tokenizer of every T5 does: a space before the text, none twice, and each as ▁.
        Number(normalizer, 3, 1);
        Number(normalizer, 4, 1);
        Number(normalizer, 5, 1);
        Bytes(proto, Normalizer, normalizer.ToArray());
        return proto.ToArray();
    }

    private static byte[]? CharacterMap(JsonElement rules) =>
        rules.ValueKind != JsonValueKind.Object ? null
        : rules.TryGetProperty("precompiled_charsmap", out var map) && map.ValueKind == JsonValueKind.String
            ? map.GetBytesFromBase64()
        : rules.TryGetProperty("normalizers", out var several)
            ? several.EnumerateArray().Select(CharacterMap).FirstOrDefault(found => found is not null)
        : null;

    private static void Number(MemoryStream proto, int field, int value)
    {
        Varint(proto, field << 3);
        Varint(proto, value);
    }

    private static void Bytes(MemoryStream proto, int field, ReadOnlySpan<byte> value)
    {
        Varint(proto, (field << 3) | 2);
        Varint(proto, value.Length);
        proto.Write(value);
    }

    private static void Varint(MemoryStream proto, int value)
    {
        for (var rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                proto.WriteByte((byte)rest);
                return;
            }

            proto.WriteByte((byte)(rest | 0x80));
        }
    }
}
