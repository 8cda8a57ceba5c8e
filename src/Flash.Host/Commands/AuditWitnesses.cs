using Flash.Bots.Audit;
using Flash.Host.CommandLine;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flash.Host.Commands;

/// <summary>The checkpoints that a verification compares with: from a file, or copied from the moderators'
/// chat.</summary>
internal static class AuditWitnesses
{
    /// <param name="file">Lines of <c>checkpoints.jsonl</c>, or whatever was copied from a chat into a file; null for
    /// the one in <paramref name="folder"/>.</param>
    /// <param name="copied">Copied from a chat, each with whatever stood around it.</param>
    /// <param name="key">A file or 64 hexadecimal characters; null for the key that was copied too, or else the
    /// <c>signing.pub</c> beside the file.</param>
    /// <param name="folder"><see cref="AuditOptions.Folder"/>, if it is set.</param>
    public static (IReadOnlyList<AuditCheckpoint> Checkpoints, Ed25519PublicKeyParameters? Key) Read(
        string? file,
        IReadOnlyList<string> copied,
        string? key,
        string? folder
    )
    {
        var beside = folder is { Length: > 0 } ? Path.Combine(folder, AuditCheckpoints.FileName) : null;
        file ??= copied.Count == 0 && File.Exists(beside) ? beside : null;
        var checkpoints = new List<AuditCheckpoint>();
        foreach (var text in copied)
        {
            var (found, keyBeside) = AuditCheckpoint.Find(text);
            checkpoints.AddRange(
                found.Count > 0
                    ? found
                    : throw new BadArgumentException(
                        "--checkpoint takes what was posted in the moderators' chat: 'flash-checkpoint 1', a number, 64 hexadecimal digits, a number and 128 hexadecimal digits."
                    )
            );
            key ??= keyBeside;
        }

        if (file is not null)
        {
            checkpoints.AddRange(ReadFile(file, ref key));
            key ??= Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, AuditKeys.PublicFile); // a file's full path has a folder
        }

        if (checkpoints.Count == 0)
        {
            return ([], null);
        }

        key ??= beside is null
            ? throw new BadArgumentException(
                "these checkpoints came without their key: give --key, a file or 64 hexadecimal characters."
            )
            : Path.Combine(folder!, AuditKeys.PublicFile); // beside is in it
        return ([.. checkpoints.OrderBy(checkpoint => checkpoint.Sequence)], AuditKeys.LoadPublic(key));
    }

    private static IReadOnlyList<AuditCheckpoint> ReadFile(string file, ref string? key)
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

        return
        [
            .. File.ReadLines(file)
                .Where(line => line.Length > 0)
                .Select(
                    (line, index) =>
                        AuditCheckpoint.Parse(line)
                        ?? throw new BadArgumentException($"line {index + 1} of '{file}' is no checkpoint.")
                ),
        ];
    }
}
