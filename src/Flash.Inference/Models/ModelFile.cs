using System.Text;

namespace Flash.Inference.Models;

/// <summary>Reading one file of a model folder: one that cannot be read, or that another thing lies in place of, is
/// refused with one sentence.</summary>
internal static class ModelFile
{
    private const int HeadBytes = 256;

    /// <summary>The text of a JSON or a text file.</summary>
    /// <exception cref="InferenceException">As <see cref="Expect"/>.</exception>
    public static string ReadText(string path)
    {
        Expect(path);
        return Guard(path, () => File.ReadAllText(path));
    }

    /// <summary>The content of a file that fits into memory.</summary>
    /// <exception cref="InferenceException">As <see cref="Expect"/>.</exception>
    public static byte[] ReadBytes(string path)
    {
        Expect(path);
        return Guard(path, () => File.ReadAllBytes(path));
    }

    /// <summary>Refuses what no model file is, before anything opens it.</summary>
    /// <exception cref="InferenceException">The file is missing, empty, not readable, a pipe, a Git LFS pointer or a
    /// web page.</exception>
    public static void Expect(string path)
    {
        var head = Guard(path, () =>
        {
            // Files of Hugging Face's cache are links.
            var link = new FileInfo(path);
            var file = link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? link;
            if (!file.Exists)
            {
                throw new FileNotFoundException(null, path);
            }

            // A pipe or a device has no length either, and reading one would never end.
            if (file.Length == 0)
            {
                throw new InferenceException($"The model file {path} is empty.");
            }

            using var stream = file.OpenRead();
            var bytes = new byte[(int)Math.Min(HeadBytes, file.Length)];
            return Encoding.Latin1.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, false));
        });
        if (head.StartsWith("version https://git-lfs", StringComparison.Ordinal))
        {
            throw new InferenceException(
                $"{path} is a Git LFS pointer, not the file itself; run `git lfs pull` in the folder it was cloned to."
            );
        }

        var text = head.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (
            text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new InferenceException(
                $"{path} is a web page (HTML), not a model file; the download brought the page about the file. "
                    + $"Download the file itself."
            );
        }
    }

    /// <summary>Reads, and says in one sentence why that was not possible.</summary>
    /// <param name="path">The file or folder that is read, for the message.</param>
    /// <param name="read">May throw what reading files throws.</param>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InferenceException($"The model file {path} is missing.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InferenceException($"{path} cannot be read: this user has no permission to.", e);
        }
        catch (IOException e)
        {
            throw new InferenceException($"{path} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
