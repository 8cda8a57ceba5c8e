namespace Flash.Inference.Hub;

/// <summary>Which files a pull brings, and where to.</summary>
/// <param name="Repository">Where from.</param>
/// <param name="Commit">The state of the repository that all files are of.</param>
/// <param name="Folder">The model folder it becomes.</param>
/// <param name="PartialFolder">Where the files gather until all are there.</param>
/// <param name="Files">What a model folder needs of the repository.</param>
public sealed record PullPlan(
    HubRepository Repository,
    string Commit,
    string Folder,
    string PartialFolder,
    IReadOnlyList<HubFile> Files
)
{
    private const string CommitFile = "commit";

    /// <summary>The folder of the repository that the model lies in; empty for its root.</summary>
    public string Variant { get; init; } = "";

    /// <summary>Bytes of all files.</summary>
    public long TotalBytes => Files.Sum(file => file.Size);

    /// <summary>About how much memory it takes to load on a CPU, in bytes, where weights are float32: most the first
    /// time, while ONNX Runtime optimises the graphs. Measured with SD-Turbo's shapes: 9.1 GB for 5.0 GB of
    /// weights.</summary>
    public long LoadingBytes =>
        (long)(
            1.8 * Files.Where(file => !file.Path.EndsWith(".json", StringComparison.Ordinal)).Sum(file => file.Size)
        );

    /// <summary>The folder is there already: the same files, pulled from the same commit.</summary>
    public bool IsDone =>
        PulledModel.Read(Folder) is { } pulled
        && pulled.Commit == Commit
        && pulled.Repository == Repository.Name
        && Files.All(file => pulled.Files.Any(had => had.Path == file.Path && had.Digest == file.Digest));

    /// <summary>Bytes of <paramref name="file"/> that an earlier run left here.</summary>
    public long Present(HubFile file)
    {
        var path = Path.Combine(PartialFolder, file.Path);
        return
            new[] { path, path + ".part" }
                .Select(candidate => new FileInfo(candidate))
                .FirstOrDefault(info => info.Exists)
                is { } found
            && IsSameCommit
            ? Math.Min(found.Length, file.Size)
            : 0;
    }

    /// <summary>Whether an earlier run left files of the same state, which it had found fit to load.</summary>
    internal bool IsBegun => IsSameCommit;

    internal long BytesLeft() => IsDone ? 0 : Files.Sum(file => file.Size - Present(file));

    internal IEnumerable<HubFile> Missing() =>
        Files.Where(file => !File.Exists(Path.Combine(PartialFolder, file.Path)));

    internal void ForgetOtherCommits()
    {
        if (!IsSameCommit)
        {
            Directory.Delete(PartialFolder, recursive: true);
            Directory.CreateDirectory(PartialFolder);
            File.WriteAllText(Path.Combine(PartialFolder, CommitFile), Commit);
        }
    }

    internal void Finish(Uri hub)
    {
        new PulledModel(hub.AbsoluteUri, Repository.Name, Commit, Files).Write(PartialFolder);
        Directory.Move(PartialFolder, Folder);
        File.Delete(Path.Combine(Folder, CommitFile));
        var shelf = Path.GetDirectoryName(PartialFolder)!;
        if (!Directory.EnumerateFileSystemEntries(shelf).Any())
        {
            Directory.Delete(shelf);
        }
    }

    private bool IsSameCommit =>
        Path.Combine(PartialFolder, CommitFile) is var note && File.Exists(note) && File.ReadAllText(note) == Commit;
}
