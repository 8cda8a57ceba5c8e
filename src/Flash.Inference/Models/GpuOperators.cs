using System.Text.RegularExpressions;

namespace Flash.Inference.Models;

/// <summary>Operators that ONNX Runtime has for GPUs only. Optimisers for GPUs (Olive, ONNX Runtime's own) put them
/// into a graph, which then loads nowhere else; that is no damage.</summary>
internal static partial class GpuOperators
{
    private const string Domain = "com.microsoft";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "BiasAdd",
        "BiasSplitGelu",
        "GroupNorm",
        "NhwcConv",
        "NhwcFusedConv",
        "NhwcMaxPool",
        "PackedAttention",
        "PackedMultiHeadAttention",
        "RelativePositionBias",
        "SkipGroupNorm",
    };

    /// <summary>Whether a node of this kind keeps a graph from the CPU.</summary>
    public static bool Contains(string domain, string name) => domain == Domain && Names.Contains(name);

    /// <summary>The operator that ONNX Runtime misses, from its message; null when that is not what it says.</summary>
    public static string? In(string message)
    {
        var missing = Missing().Match(message);
        return missing.Success ? missing.Groups.Values.Skip(1).First(group => group.Success).Value : null;
    }

    /// <summary>One sentence on what to do instead.</summary>
    public static string Refusal(string file, string name) =>
        $"{file} is an export for another device: its graph has the operator {name}, which ONNX Runtime does not know "
        + $"here, as optimisers for GPUs write it; take an export for the CPU (optimum-cli export onnx), or run "
        + $"this one with a GPU build (-p:Gpu=true).";

    [GeneratedRegex(
        @"Could not find an implementation for (\w+)\(|(?:^|[: ])(?:\w+\.)*\w*:?"
            + @"(\w+)\(-?\d+\) is not a registered function/op|No Op registered for (\w+) |Failed to find kernel for "
            + @"(\w+)\("
    )]
    private static partial Regex Missing();
}
