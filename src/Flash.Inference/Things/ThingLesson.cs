using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Inference.Imaging;
using Flash.Inference.Models;
using NetVips;

namespace Flash.Inference.Things;

/// <summary>Teaches a model a thing from one picture, without training: a copy of its folder whose memory has one thing
/// more.</summary>
public static class ThingLesson
{
    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 60;

    // Opacity from which on a pixel counts, and what of a picture without any may differ from its plain ground.
    private const int Opaque = 24,
        PlainDistance = 24;
    private const int Quality = 90;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <paramref name="target"/>, a new folder.</summary>
    /// <param name="model">A model folder with stored things.</param>
    /// <param name="target">Where the copy goes; must not exist.</param>
    /// <param name="name">What people call the thing: one to five words of letters a to z and digits.</param>
    /// <param name="picture">A picture file: with opacity, or on plain ground, which is cut away.</param>
    /// <returns>Where the copy lies.</returns>
    /// <exception cref="InferenceException">The model cannot be taught, the name cannot be said, or the folder
    /// exists.</exception>
    /// <exception cref="PictureException">The file is no picture, or shows no thing that stands alone.</exception>
    public static string Teach(string model, string target, string name, byte[] picture)
    {
        var files = ModelFiles.Open(model);
        if (!ModelIndex.Read(files).HasStoredThings)
        {
            throw new InferenceException(
                $"{files.Folder} keeps no stored things, so nothing can be added to it: its model_index.json names no "
                    + $"\"things\"."
            );
        }

        var things = ThingsFile.Read(files);
        var said = Checked(name);
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new InferenceException($"{target} is there already; give another name for the copy.");
        }

        var art = Cut(picture, things.Side);
        Copy(files.Folder, target);
        Append(new ModelFiles(Path.GetFullPath(target)), said, art);
        return Path.GetFullPath(target);
    }

    private static string Checked(string name)
    {
        var said = string.Join(' ', name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var words = said.Split(' ');
        return
            said.Length is > 0 and <= MaxNameLength
            && words.Length <= 5
            && words.All(word =>
                char.IsAsciiLetterOrDigit(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '\'')
            )
            ? said
            : throw new InferenceException(
                $"A thing's name is one to five words of the letters a to z and digits, at most {MaxNameLength} long; "
                    + $"\"{name}\" was given."
            );
    }

    // What is opaque, as large as the square holds it, in the middle of its lower edge: a WebP file.
    private static byte[] Cut(byte[] file, int side)
    {
        // Only kinds of files that are safe to read are, and none that is too large.
        ImageDecoder.Decode(file);
        using var image = Image.NewFromBuffer(file);
        using var small = image.ThumbnailImage(4 * side, height: 4 * side, size: Enums.Size.Down);
        using var srgb = small.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = srgb.HasAlpha() ? srgb.Copy() : WithoutGround(srgb);
        var (left, top, width, height) = Box(opaque);
        using var part = opaque.Crop(left, top, width, height);
        using var premultiplied = part.Premultiply();
        using var scaled = premultiplied.Resize(side / (double)Math.Max(width, height), kernel: Enums.Kernel.Lanczos3);
        using var plain = scaled.Unpremultiply();
        using var bytes = plain.Cast(Enums.BandFormat.Uchar);
        var (w, h) = (Math.Min(side, bytes.Width), Math.Min(side, bytes.Height));
        using var fitting = bytes.Crop(0, 0, w, h);
        using var square = fitting.Embed((side - w) / 2, side - h, side, side, extend: Enums.Extend.Black);
        using var typed = square.Copy(interpretation: Enums.Interpretation.Srgb);
        return typed.WebpsaveBuffer(q: Quality);
    }

    private static (int Left, int Top, int Width, int Height) Box(Image image)
    {
        using var alpha = image.ExtractBand(3);
        var values = alpha.Cast(Enums.BandFormat.Uchar).WriteToMemory<byte>();
        var (left, top, right, bottom, count) = (image.Width, image.Height, -1, -1, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > Opaque)
            {
                var (x, y) = (i % image.Width, i / image.Width);
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom, count) = (Math.Min(top, y), Math.Max(bottom, y), count + 1);
            }
        }

        if (count < 64)
        {
            throw new PictureException(
                PictureProblem.NotAPicture,
                "The picture is transparent everywhere: it shows nothing to learn."
            );
        }

        return count < 0.97 * values.Length ? (left, top, right - left + 1, bottom - top + 1) : throw NotAlone();
    }

    // A picture without opacity: ground of one colour is cut away from its border inwards.
    private static Image WithoutGround(Image image)
    {
        using var three =
            image.Bands >= 3
                ? image.ExtractBand(0, n: 3)
                : image.ExtractBand(0).Bandjoin(image.ExtractBand(0), image.ExtractBand(0));
        using var bytes = three.Cast(Enums.BandFormat.Uchar);
        var (pixels, width, height) = (bytes.WriteToMemory<byte>(), bytes.Width, bytes.Height);
        var alpha = new byte[width * height];
        Array.Fill(alpha, (byte)255);
        var edge = new Queue<int>();
        for (var i = 0; i < alpha.Length; i++)
        {
            if (i % width == 0 || i % width == width - 1 || i < width || i >= alpha.Length - width)
            {
                if (!Near(pixels, i, 0))
                {
                    throw NotAlone();
                }

                alpha[i] = 0;
                edge.Enqueue(i);
            }
        }

        while (edge.TryDequeue(out var at))
        {
            ReadOnlySpan<int> around = [at - 1, at + 1, at - width, at + width];
            foreach (var next in around)
            {
                if (next >= 0 && next < alpha.Length && alpha[next] > 0 && Near(pixels, next, 0))
                {
                    alpha[next] = 0;
                    edge.Enqueue(next);
                }
            }
        }

        using var mask = Image.NewFromMemoryCopy(alpha.AsSpan(), width, height, 1, Enums.BandFormat.Uchar);
        using var joined = bytes.Bandjoin(mask);
        return joined.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static bool Near(byte[] pixels, int a, int b) =>
        Enumerable.Range(0, 3).All(c => Math.Abs(pixels[(3 * a) + c] - pixels[(3 * b) + c]) <= PlainDistance);

    private static PictureException NotAlone() =>
        new(
            PictureProblem.NotAPicture,
            "The thing does not stand alone: give a PNG or WebP with a transparent background, or a picture on ground "
                + "of one colour."
        );

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // a file lies in a folder
            File.Copy(file, copy);
        }
    }

    private static string Plural(string name) =>
        name.EndsWith('s')
        || name.EndsWith('x')
        || name.EndsWith('z')
        || name.EndsWith("ch", StringComparison.Ordinal)
        || name.EndsWith("sh", StringComparison.Ordinal)
            ? $"{name}es"
            : $"{name}s";

    private static void Append(ModelFiles files, string name, byte[] art)
    {
        var (path, pictures) = (
            files.In(ThingsFile.Folder, ThingsFile.Name),
            files.In(ThingsFile.Folder, ThingsFile.Pictures)
        );
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject(); // it was read as one before
        var at = new FileInfo(pictures).Length;
        using (var stream = new FileStream(pictures, FileMode.Append))
        {
            stream.Write(art);
        }

        root["things"]!
            .AsArray() // required
            .Add(
                new JsonObject
                {
                    ["name"] = name,
                    ["home"] = "meadow",
                    ["at"] = at,
                    ["bytes"] = art.Length,
                    ["keys"] = new JsonArray(name, Plural(name)),
                    ["hints"] = new JsonArray(),
                }
            );
        File.WriteAllText(
            path,
            root.ToJsonString(Plain).Replace("{\"name\"", "\n{\"name\"", StringComparison.Ordinal) + "\n"
        );
    }
}
