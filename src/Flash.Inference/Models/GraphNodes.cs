using System.Text;

namespace Flash.Inference.Models;

/// <summary>The kinds of operators in an ONNX file, read from its beginning without loading it: nodes stand before
/// weights.</summary>
internal static class GraphNodes
{
    // Field numbers of onnx.proto: ModelProto.graph, GraphProto.node and .initializer, NodeProto.op_type and .domain.
    private const int Graph = 7,
        Node = 1,
        Initializer = 5,
        OpType = 4,
        Domain = 7;

    /// <param name="head">The file, or as much of its beginning as is at hand.</param>
    /// <returns>Domain ("" for ONNX's own) and name of each operator, once; of a file that is no ONNX, whatever it
    /// happens to look like, or none.</returns>
    public static IReadOnlySet<(string Domain, string Name)> Read(ReadOnlySpan<byte> head)
    {
        var found = new HashSet<(string, string)>();
        var model = new ProtoFields(head);
        while (model.Next(out var field, out var content))
        {
            if (field == Graph)
            {
                ReadGraph(content, found);
                break;
            }
        }

        return found;
    }

    private static void ReadGraph(ReadOnlySpan<byte> graph, HashSet<(string, string)> found)
    {
        var fields = new ProtoFields(graph);
        while (fields.Next(out var field, out var content) && field != Initializer)
        {
            if (field == Node)
            {
                var (domain, name) = ("", "");
                var node = new ProtoFields(content);
                while (node.Next(out var part, out var text))
                {
                    (domain, name) = part switch
                    {
                        OpType => (domain, Encoding.UTF8.GetString(text)),
                        Domain => (Encoding.UTF8.GetString(text), name),
                        _ => (domain, name),
                    };
                }

                found.Add((domain, name));
            }
        }
    }
}
