using Flash.Bots.Audit;
using Flash.Host.CommandLine;

namespace Flash.Host.Commands;

/// <summary>The checkpoints that a verification compares with: from a file, or copied from the moderators'
/// chat.</summary>
internal static class AuditWitnesses
{
    /// <param name="file">Lines of <c>checkpoints.jsonl</c>, or whatever was copied from a chat into a file; null for
    /// the one that is kept here.</param>
    /// <param name="copied">Copied from a chat, each with whatever stood around it.</param>
    /// <param name="key">A file or 64 hexadecimal characters; null for the key that was copied too, or else the
    /// <c>signing.pub</c> beside the file.</param>
    /// <param name="folder">Where witnesses are kept; null for nowhere.</param>
    public static Witnesses Read(string? file, IReadOnlyList<string> copied, string? key, WitnessFolder? folder)
    {
        if (file is null && copied.Count == 0)
        {
            var kept = folder?.Read() ?? Witnesses.None;
            return key is null ? kept : kept with { Key = AuditKeys.LoadPublic(key) };
        }

        var checkpoints = new List<AuditCheckpoint>();
        foreach (var text in copied)
        {
            var (found, keyBeside) = AuditCheckpoint.Find(text);
            checkpoints.AddRange(
                found.Count > 0
                    ? found
                    : throw new BadArgumentException(
                        "--checkpoint takes what was posted in the moderators' chat: a line that begins with "
                            + "'flash-checkpoint', whole."
                    )
            );
            key ??= keyBeside;
        }

        var notes = new List<string>();
        if (file is not null)
        {
            checkpoints.AddRange(ReadFile(file, notes, ref key));
            // A file's full path has a folder.
            key ??= Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, AuditKeys.PublicFile);
        }

        var publicKey = folder is null ? null : Path.Combine(folder.Path, AuditKeys.PublicFile);
        key ??= File.Exists(publicKey)
            ? publicKey
            : throw new BadArgumentException(
                "these checkpoints came without their key: give --key, a file or 64 hexadecimal characters."
            );
        return new Witnesses([.. checkpoints.OrderBy(checkpoint => checkpoint.Sequence)], AuditKeys.LoadPublic(key))
        {
            Restores = folder?.ReadRestores() ?? [],
            Notes = notes,
        };
    }

    private static IReadOnlyList<AuditCheckpoint> ReadFile(string file, List<string> notes, ref string? key)
    {
        if (!File.Exists(file))
        {
            throw new BadArgumentException($"there is no file '{file}' with checkpoints.");
        }

        var (found, keyBeside) = AuditCheckpoint.Find(File.ReadAllText(file));
        if (found.Count > 0)
        {
            key ??= keyBeside;
            return found;
        }

        var lines = File.ReadAllLines(file);
        var checkpoints = lines.Select(AuditCheckpoint.Parse).ToList();
        if (!checkpoints.Any(checkpoint => checkpoint is not null))
        {
            throw new BadArgumentException($"'{file}' holds no checkpoint.");
        }

        notes.AddRange(
            lines
                .Index()
                .Where(line => line.Item.Length > 0 && checkpoints[line.Index] is null)
                .Select(line => $"Line {line.Index + 1} of {file} is no checkpoint and was skipped.")
        );
        return [.. checkpoints.OfType<AuditCheckpoint>()];
    }
}
