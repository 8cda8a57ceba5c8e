using System.Globalization;
using System.Text;

namespace Flash.Inference.Models;

/// <summary>The files beside a graph that hold its weights, as the graph names them.</summary>
internal static class ExternalData
{
    // Field numbers of onnx.proto: ModelProto.graph, GraphProto.initializer, TensorProto.external_data,
    // StringStringEntryProto.
    private const int Graph = 7,
        Initializer = 5,
        External = 13,
        Key = 1,
        Value = 2;

    // A graph with its weights elsewhere takes some megabytes.
    private const long LargestGraph = 256 << 20;

    /// <summary>What is wrong with the files that a graph names: the first that is missing or shorter than the graph
    /// needs.</summary>
    /// <param name="path">The graph.</param>
    /// <returns>One sentence; null when all are there and long enough, or the graph itself cannot be read.</returns>
    public static string? Fault(string path)
    {
        if (new FileInfo(path).Length > LargestGraph)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(path) ?? "";
        foreach (
            var (name, needed) in Needed(ModelFile.ReadBytes(path)).OrderBy(file => file.Key, StringComparer.Ordinal)
        )
        {
            // What is named outside the folder is not looked at, and ONNX Runtime refuses it.
            var inside = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
            var file = Path.GetFullPath(Path.Combine(folder, name));
            if (!file.StartsWith(inside, StringComparison.Ordinal))
            {
                continue;
            }

            var shown = PrintableName.Clean(name);
            if (!File.Exists(file))
            {
                return $"The data file {shown} of {path} is missing; the graph keeps its weights there.";
            }

            var info = new FileInfo(file);
            var length = (info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info).Length;
            if (length < needed)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The data file {shown} of {path} has {length} bytes; the graph needs at least {needed}. Download "
                        + $"it again."
                );
            }
        }

        return null;
    }

    /// <summary>Bytes that each named file has to have at least.</summary>
    private static Dictionary<string, long> Needed(ReadOnlySpan<byte> bytes)
    {
        var needed = new Dictionary<string, long>(StringComparer.Ordinal);
        var model = new ProtoFields(bytes);
        while (model.Next(out var field, out var graph))
        {
            if (field != Graph)
            {
                continue;
            }

            var parts = new ProtoFields(graph);
            while (parts.Next(out var part, out var tensor))
            {
                if (part == Initializer && Place(tensor) is ({ } location, var end))
                {
                    needed[location] = Math.Max(end, needed.GetValueOrDefault(location));
                }
            }
        }

        return needed;
    }

    private static (string? Location, long End) Place(ReadOnlySpan<byte> tensor)
    {
        string? location = null;
        var (offset, length) = (0L, 0L);
        var fields = new ProtoFields(tensor);
        while (fields.Next(out var field, out var entry))
        {
            if (field != External)
            {
                continue;
            }

            var (key, value) = ("", "");
            var pair = new ProtoFields(entry);
            while (pair.Next(out var part, out var text))
            {
                (key, value) = part switch
                {
                    Key => (Encoding.UTF8.GetString(text), value),
                    Value => (key, Encoding.UTF8.GetString(text)),
                    _ => (key, value),
                };
            }

            switch (key)
            {
                case "location":
                    location = value;
                    break;
                case "offset":
                    _ = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
                    break;
                case "length":
                    _ = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out length);
                    break;
                default:
                    break;
            }
        }

        return (location, offset + length);
    }
}
