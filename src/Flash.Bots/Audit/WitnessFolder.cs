using System.Text;

namespace Flash.Bots.Audit;

/// <summary>
/// A folder outside the database with <c>checkpoints.jsonl</c>, <c>restores.jsonl</c>, <c>signing.key</c> and its
/// public half <c>signing.pub</c>. Any number of processes read and append; a line is written in one piece and to the
/// disk.
/// </summary>
public sealed class WitnessFolder(string path)
{
    public const string CheckpointsFile = "checkpoints.jsonl";
    public const string RestoresFile = "restores.jsonl";

    // The newest checkpoint is among the last lines: each has less than 600 bytes.
    private const int TailBytes = 64 * 1024;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    private string Checkpoints => System.IO.Path.Combine(Path, CheckpointsFile);

    private string Restores => System.IO.Path.Combine(Path, RestoresFile);

    /// <summary>Whether any were ever signed here.</summary>
    public bool HasCheckpoints => File.Exists(Checkpoints);

    /// <summary>The database whose log this folder witnesses; null where it does not say.</summary>
    public string? Database => File.Exists(DatabaseName) ? File.ReadAllText(DatabaseName).Trim() : null;

    /// <summary>The public key that signs here, 64 hexadecimal characters; null where there is none.</summary>
    public string? KeyText => File.Exists(PublicKey) ? File.ReadAllText(PublicKey).Trim() : null;

    private string DatabaseName => System.IO.Path.Combine(Path, "database");

    private string PublicKey => System.IO.Path.Combine(Path, AuditKeys.PublicFile);

    /// <summary>Everything in it. What is missing or torn is said, not thrown.</summary>
    /// <exception cref="Privacy.KeyFileException"><c>signing.pub</c> holds no key.</exception>
    public Witnesses Read()
    {
        if (!File.Exists(Checkpoints))
        {
            var missing = Directory.Exists(Path)
                ? $"{Checkpoints}, in which checkpoints are kept, is gone."
                : $"The folder {Path}, in which checkpoints are kept, is gone.";
            return Witnesses.None with { Folder = Path, Missing = missing };
        }

        var notes = new List<string>();
        var checkpoints = Parse(Checkpoints, AuditCheckpoint.Parse, "checkpoint", notes);
        var restores = File.Exists(Restores) ? Parse(Restores, AuditRestore.Parse, "restore", notes) : [];
        return new Witnesses(
            [.. checkpoints.OrderBy(checkpoint => checkpoint.Sequence)],
            File.Exists(PublicKey) ? AuditKeys.LoadPublic(PublicKey) : null
        )
        {
            Folder = Path,
            Restores = restores,
            Gaps = WitnessGap.Find(File.ReadLines(Checkpoints), Checkpoints),
            Notes = notes,
            Missing =
                checkpoints.Count == 0 ? $"{Checkpoints} holds no checkpoint that can be read."
                : File.Exists(PublicKey) ? null
                : $"{PublicKey}, the key that signed the checkpoints, is gone.",
        };
    }

    /// <summary>The checkpoint that was signed last; null when there is none, or no key that it could be signed
    /// by.</summary>
    public AuditCheckpoint? Newest()
    {
        if (!File.Exists(Checkpoints) || !File.Exists(PublicKey))
        {
            return null;
        }

        var key = AuditKeys.LoadPublic(PublicKey);
        return Tail()
            .Select(AuditCheckpoint.Parse)
            .OfType<AuditCheckpoint>()
            .Where(checkpoint => checkpoint.IsSignedBy(key))
            .MaxBy(checkpoint => checkpoint.At);
    }

    private string[] Tail()
    {
        using var file = new FileStream(Checkpoints, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, TailBytes), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n');
    }

    /// <summary>The restores that this folder's key signed.</summary>
    public IReadOnlyList<AuditRestore> ReadRestores()
    {
        if (!File.Exists(Restores) || !File.Exists(PublicKey))
        {
            return [];
        }

        var key = AuditKeys.LoadPublic(PublicKey);
        return [.. Parse(Restores, AuditRestore.Parse, "restore", []).Where(restore => restore.IsSignedBy(key))];
    }

    /// <summary>Writes down which database's log this folder witnesses, once.</summary>
    public void Claim(string database)
    {
        if (!File.Exists(DatabaseName))
        {
            File.WriteAllText(DatabaseName, database + "\n");
        }
    }

    /// <summary>Adds a checkpoint that names the line before it, while no other process adds one.</summary>
    /// <param name="sign">Makes it, given <see cref="AuditCheckpoint.HashOf"/> the line before.</param>
    /// <param name="cancellationToken">Stops the waiting for other processes.</param>
    /// <exception cref="IOException">Another process does not end adding one.</exception>
    public async Task<AuditCheckpoint> AppendAsync(
        Func<string, AuditCheckpoint> sign,
        CancellationToken cancellationToken
    )
    {
        await using var turn = await WitnessTurn.TakeAsync(Path, cancellationToken);
        var last = HasCheckpoints ? Tail().LastOrDefault(line => AuditCheckpoint.Parse(line) is not null) : null;
        var checkpoint = sign(last is null ? AuditCheckpoint.NoLine : AuditCheckpoint.HashOf(last));
        Append(Checkpoints, checkpoint.ToJson());
        return checkpoint;
    }

    public void Append(AuditRestore restore) => Append(Restores, restore.ToJson());

    private static List<T> Parse<T>(string file, Func<string, T?> parse, string what, List<string> notes)
        where T : class
    {
        var found = new List<T>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (parse(line) is { } one)
            {
                found.Add(one);
            }
            else if (line.Length > 0)
            {
                notes.Add($"Line {number} of {file} is no {what} and was skipped; a crash may have torn it.");
            }
        }

        return found;
    }

    // A crash may leave half a line, never a whole one that is not on the disk; what follows begins on a line of its
    // own.
    private static void Append(string path, string line)
    {
        using var file = new FileStream(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite,
            bufferSize: 0
        );
        var isTorn = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            isTorn = file.ReadByte() != '\n';
        }

        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes($"{(isTorn ? "\n" : "")}{line}\n"));
        file.Flush(flushToDisk: true);
    }
}
