using System.Text.Encodings.Web;
using System.Text.Json;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary>The folder that <c>imagine</c> writes and <c>animate</c> reads.</summary>
internal sealed class ImagineFiles
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A file for people: their prompt as they wrote it, not escaped for web pages.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<string> _written = [];

    private ImagineFiles(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Names of the files written so far.</summary>
    public IReadOnlyList<string> Written => _written;

    public static string CheckedFolder(string? folder, string example) =>
        string.IsNullOrWhiteSpace(folder)
            ? throw new BadArgumentException($"--out is missing; name the folder to write to, as in: {example}.")
            : folder;

    public static ImagineFiles Create(string folder)
    {
        try
        {
            return new ImagineFiles(Directory.CreateDirectory(folder).FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadArgumentException($"--out {folder} cannot be a folder: {e.Message}");
        }
    }

    /// <summary>What an earlier <c>imagine</c> drew.</summary>
    public static Recipe ReadRecipe(string folder)
    {
        var path = Path.Combine(folder, "recipe.json");
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<Recipe>(stream, Json) is { Prompt: not null, Model: not null } recipe
                ? recipe
                : throw new BadArgumentException(
                    $"{Path.GetFullPath(path)} is no recipe; expected what flash imagine writes."
                );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadArgumentException(
                $"There is no recipe.json in {Path.GetFullPath(folder)}; name a folder that flash imagine wrote."
            );
        }
        catch (JsonException)
        {
            throw new BadArgumentException(
                $"{Path.GetFullPath(path)} is no recipe; expected what flash imagine writes."
            );
        }
    }

    /// <summary><c>preview-1.png</c> …: all pictures of a step as one.</summary>
    public Task WritePreviewAsync(int step, IReadOnlyList<RgbImage> pictures, CancellationToken cancellationToken) =>
        WriteAsync($"preview-{step}.png", ImageEncoder.EncodePng(PictureGrid.Compose(pictures)), cancellationToken);

    /// <summary><c>1.png</c> … and <c>grid.png</c>.</summary>
    public async Task WritePicturesAsync(
        IReadOnlyList<RgbImage> pictures,
        ImagineOrigin origin,
        CancellationToken cancellationToken
    )
    {
        for (var i = 0; i < pictures.Count; i++)
        {
            await WriteAsync($"{i + 1}.png", origin.EncodePng(pictures[i], i + 1), cancellationToken);
        }

        await WriteAsync("grid.png", origin.EncodePng(PictureGrid.Compose(pictures), 0), cancellationToken);
    }

    /// <summary><c>recipe.json</c>, last: where it stands everything else does.</summary>
    public Task WriteRecipeAsync(Recipe recipe, CancellationToken cancellationToken) =>
        WriteAsync("recipe.json", JsonSerializer.SerializeToUtf8Bytes(recipe, Json), cancellationToken);

    private async Task WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, name), content, cancellationToken);
        _written.Add(name);
    }
}
