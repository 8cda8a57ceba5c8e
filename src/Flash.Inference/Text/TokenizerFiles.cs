using System.Text.Json;
using Flash.Inference.Models;

namespace Flash.Inference.Text;

/// <summary>The vocabulary and the merges of a byte-pair encoding: <c>vocab.json</c> and <c>merges.txt</c>, or both in
/// <c>tokenizer.json</c>, which is all that transformers 5 writes.</summary>
internal static class TokenizerFiles
{
    public const string Single = "tokenizer.json";

    private const string Vocabulary = "vocab.json",
        Merges = "merges.txt",
        Settings = "tokenizer_config.json";

    /// <returns>Where each was read, for messages; ids by token; pairs to merge, the first first.</returns>
    /// <exception cref="InferenceException">A file is missing, or holds another kind of tokenizer.</exception>
    public static (
        string VocabularyPath,
        string MergesPath,
        Dictionary<string, int> Ids,
        IEnumerable<string> Merges
    ) Read(ModelFiles files, string component)
    {
        var (vocabulary, merges, single) = (
            files.In(component, Vocabulary),
            files.In(component, Merges),
            files.In(component, Single)
        );
        if (!File.Exists(vocabulary) && File.Exists(single))
        {
            var (ids, pairs) = ReadSingle(single);
            return (single, single, ids, pairs);
        }

        return (vocabulary, merges, ModelFiles.Read<Dictionary<string, int>>(vocabulary), ReadMerges(merges));
    }

    /// <summary>Its settings; where <c>tokenizer.json</c> stands alone, those that every CLIP has.</summary>
    public static TokenizerConfig Config(ModelFiles files, string component)
    {
        var settings = files.In(component, Settings);
        return !File.Exists(settings) && File.Exists(files.In(component, Single))
            ? new TokenizerConfig()
            : ModelFiles.Read<TokenizerConfig>(settings);
    }

    private static (Dictionary<string, int> Ids, List<string> Merges) ReadSingle(string path)
    {
        var file = ModelFiles.Read<SingleFile>(path);
        if (file.Model is not { Vocab: { ValueKind: JsonValueKind.Object } vocab, Merges: { } merges } model)
        {
            throw new InferenceException(
                $"{path} holds a tokenizer of the kind {file.Model?.Type ?? "unknown"}; CLIP's is BPE, with vocab and "
                    + $"merges."
            );
        }

        var ids = vocab.Deserialize<Dictionary<string, int>>() ?? [];
        foreach (var added in file.AddedTokens ?? [])
        {
            ids.TryAdd(added.Content, added.Id);
        }

        return (ids, [.. merges.Select(pair => Pair(pair, path))]);
    }

    // "a b", or since tokenizers 0.20 ["a", "b"].
    private static string Pair(JsonElement pair, string path) =>
        pair.ValueKind switch
        {
            JsonValueKind.String => pair.GetString() ?? "",
            JsonValueKind.Array when pair.GetArrayLength() == 2 => $"{pair[0].GetString()} {pair[1].GetString()}",
            _ => throw new InferenceException($"{path}: a merge is two tokens; found {pair}."),
        };

    private static string[] ReadMerges(string path)
    {
        string[] merges =
        [
            .. ModelFile
                .ReadText(path)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)),
        ];
        return merges.Length > 0 ? merges : throw new InferenceException($"{path} holds no merges.");
    }

    private sealed record SingleFile(SingleModel? Model, IReadOnlyList<AddedToken>? AddedTokens);

    private sealed record SingleModel(string? Type, JsonElement Vocab, IReadOnlyList<JsonElement>? Merges);

    private sealed record AddedToken(int Id, string Content);
}
