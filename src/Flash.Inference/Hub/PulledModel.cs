using System.Text.Json;

namespace Flash.Inference.Hub;

/// <summary>What a pulled model folder says about where it came from: <c>pulled.json</c>, beside
/// <c>model_index.json</c>.</summary>
/// <param name="Hub">The hub's address.</param>
/// <param name="Repository">Its name there.</param>
/// <param name="Commit">The state that was pulled.</param>
/// <param name="Files">Every file with its size and hash.</param>
public sealed record PulledModel(string Hub, string Repository, string Commit, IReadOnlyList<HubFile> Files)
{
    private const string FileName = "pulled.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Null when the folder was not pulled, or its note cannot be read.</summary>
    public static PulledModel? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PulledModel>(File.ReadAllText(path), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One check for each file that is missing, changed in size or changed in content; a single passed one
    /// when all are as they came.</summary>
    public async Task<IReadOnlyList<ModelCheck>> VerifyAsync(string folder, CancellationToken cancellationToken)
    {
        var faults = new List<ModelCheck>();
        foreach (var file in Files)
        {
            var path = Path.Combine(folder, file.Path);
            var info = new FileInfo(path);
            if (!HubFile.IsSafe(file.Path) || !info.Exists)
            {
                faults.Add(new ModelCheck(false, $"{file.Path} is missing; expected {file.Size} bytes."));
            }
            else if (info.Length != file.Size)
            {
                faults.Add(new ModelCheck(false, $"{file.Path} has {info.Length} bytes; expected {file.Size}."));
            }
            else if (!await file.Digest.MatchesAsync(path, cancellationToken))
            {
                faults.Add(
                    new ModelCheck(
                        false,
                        $"{file.Path} does not have the {file.Digest.Algorithm} hash {file.Digest.Hex} it was pulled "
                            + $"with."
                    )
                );
            }
        }

        return faults.Count > 0
            ? faults
            :
            [
                new ModelCheck(
                    true,
                    $"All {Files.Count} files are as they were pulled from {Repository} at {Commit[..12]}."
                ),
            ];
    }

    internal void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");
}
