using Flash.Host.CommandLine;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary>A picture that a command was given the name of.</summary>
internal static class PictureFile
{
    /// <param name="path">From the command line.</param>
    /// <param name="example">A whole command, for a person who forgot the name.</param>
    /// <exception cref="BadArgumentException">There is no such file.</exception>
    public static byte[] Read(string? path, string example)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new BadArgumentException($"There is no picture; name a JPEG, PNG, WebP or GIF, as in: {example}.");
        }

        if (!File.Exists(path))
        {
            throw new BadArgumentException(
                $"There is no file {Path.GetFullPath(path)}; name a JPEG, PNG, WebP or GIF."
            );
        }

        return new FileInfo(path).Length > ImageDecoder.MaxBytes
            ? throw new BadArgumentException(
                $"{Path.GetFullPath(path)} is too large; a picture's file has at most "
                    + $"{ImageDecoder.MaxBytes / 1_000_000} MB."
            )
            : File.ReadAllBytes(path);
    }
}
