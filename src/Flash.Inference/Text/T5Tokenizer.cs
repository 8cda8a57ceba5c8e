using Flash.Inference.Models;
using Microsoft.ML.Tokenizers;

namespace Flash.Inference.Text;

/// <summary>T5's SentencePiece: the text's pieces, then the end, then padding.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class T5Tokenizer
{
    // Fixed in every T5: the first three pieces.
    private const int Pad = 0,
        End = 1,
        Unknown = 2;

    // T5 has no token for the start of a text, which its file says with -1 and the library takes for a place in a list.
    // In protobuf's wire format what stands last wins, so that this at the end of the file, a trainer_spec (2) with
    // nothing but a bos_id (41) of 2, gives it one; it is never asked for.
    private static readonly byte[] StartOfText = [0x12, 0x03, 0xC8, 0x02, 0x02];

    private readonly SentencePieceTokenizer _pieces;

    private T5Tokenizer(SentencePieceTokenizer pieces) => _pieces = pieces;

    /// <param name="files">The model folder.</param>
    /// <param name="component"><c>tokenizer_2</c> or <c>tokenizer_3</c>; holds <c>spiece.model</c>, or
    /// <c>tokenizer.json</c> alone.</param>
    public static T5Tokenizer Load(ModelFiles files, string component)
    {
        var path = files.In(component, "spiece.model");
        var single = files.In(component, "tokenizer.json");
        if (!File.Exists(path) && !File.Exists(single))
        {
            throw new InferenceException($"The tokenizer file {path} is missing, and there is no tokenizer.json.");
        }

        var bytes = File.Exists(path) ? ModelFile.ReadBytes(path) : UnigramFile.Read(single);
        try
        {
            using var stream = new MemoryStream([.. bytes, .. StartOfText]);
            return new T5Tokenizer(
                SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false)
            );
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InferenceException(
                $"{path} is no SentencePiece model that can be read: {e.Message.TrimEnd('.')}.",
                e
            );
        }
    }

    /// <summary>Pieces of a text, without end and padding. Neighbouring letters that no piece has are one unknown
    /// together, as in SentencePiece; the library counts each.</summary>
    public IReadOnlyList<int> Tokenize(string text)
    {
        var ids = new List<int>();
        foreach (var id in text.Length == 0 ? [] : _pieces.EncodeToIds(text))
        {
            if (id != Unknown || ids.Count == 0 || ids[^1] != Unknown)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>Exactly so many ids: as much of the text as fits, the end, padding.</summary>
    public int[] Encode(string text, int length)
    {
        var ids = new int[length];
        Array.Fill(ids, Pad);
        var count = 0;
        foreach (var id in Tokenize(text).Take(length - 1))
        {
            ids[count++] = id;
        }

        ids[count] = End;
        return ids;
    }
}
