using System.Globalization;

namespace Flash.Inference.Models;

/// <summary>How much memory this process may still take.</summary>
internal static class FreeMemory
{
    private const string Linux = "/proc/meminfo",
        Available = "MemAvailable:";

    /// <returns>Bytes: of the machine or of the container, whichever is less.</returns>
    public static long Bytes()
    {
        var limit = Math.Max(0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet);
        return Math.Min(limit, OfLinux() ?? limit);
    }

    private static long? OfLinux()
    {
        try
        {
            return
                File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith(Available, StringComparison.Ordinal))
                    is { } line
                && long.TryParse(
                    line[Available.Length..].Replace("kB", "", StringComparison.Ordinal),
                    NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture,
                    out var kilobytes
                )
                ? kilobytes * 1024
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
