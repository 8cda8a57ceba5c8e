using System.Text;

namespace Flash.Inference.Models;

/// <summary>The kinds of operators in an ONNX file, read from its beginning without loading it: nodes stand before weights.</summary>
internal static class GraphNodes
{
    // Field numbers of onnx.proto: ModelProto.graph, GraphProto.node and .initializer, NodeProto.op_type and .domain.
    private const int Graph = 7,
        Node = 1,
        Initializer = 5,
        OpType = 4,
        Domain = 7;

    /// <param name="head">The file, or as much of its beginning as is at hand.</param>
    /// <returns>Domain ("" for ONNX's own) and name of each operator, once; of a file that is no ONNX, whatever it happens to look like, or none.</returns>
    public static IReadOnlySet<(string Domain, string Name)> Read(ReadOnlySpan<byte> head)
    {
        var found = new HashSet<(string, string)>();
        var model = new Fields(head);
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
        var fields = new Fields(graph);
        while (fields.Next(out var field, out var content) && field != Initializer)
        {
            if (field == Node)
            {
                var (domain, name) = ("", "");
                var node = new Fields(content);
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

    /// <summary>Protocol buffers' wire format: a number and a kind, then the content.</summary>
    private ref struct Fields(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        /// <summary>The next field; what is cut off at the end counts as far as it goes. Numbers have no content.</summary>
        public bool Next(out int field, out ReadOnlySpan<byte> content)
        {
            field = 0;
            content = default;
            if (!Number(out var tag))
            {
                return false;
            }

            field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    return Number(out _);
                case 1:
                    return Skip(8);
                case 5:
                    return Skip(4);
                case 2 when Number(out var length):
                    var here = (int)Math.Min(length, (ulong)_rest.Length);
                    content = _rest[..here];
                    _rest = _rest[here..];
                    return true;
                default:
                    return false;
            }
        }

        private bool Skip(int count)
        {
            var enough = _rest.Length >= count;
            _rest = enough ? _rest[count..] : default;
            return enough;
        }

        private bool Number(out ulong value)
        {
            value = 0;
            for (var i = 0; i < Math.Min(10, _rest.Length); i++)
            {
                value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
                if (_rest[i] < 0x80)
                {
                    _rest = _rest[(i + 1)..];
                    return true;
                }
            }

            return false;
        }
    }
}
