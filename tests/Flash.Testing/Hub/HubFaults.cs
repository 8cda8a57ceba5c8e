using System.Collections.Concurrent;

namespace Flash.Testing.Hub;

/// <summary>How the <see cref="HubServer"/> misbehaves.</summary>
public sealed class HubFaults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> statuses = new();
    private readonly ConcurrentDictionary<string, byte[]> replaced = new();

    /// <summary>Every connection is cut after so many bytes of a file.</summary>
    public int? BytesBeforeDrop { get; set; }

    /// <summary>Ranges are answered with the whole file.</summary>
    public bool IgnoresRanges { get; set; }

    /// <summary>Ranges are answered this much off.</summary>
    public int RangeError { get; set; }

    /// <summary>The next requests for a file get these statuses instead.</summary>
    public void Answer(string path, params int[] status) => statuses[path] = new ConcurrentQueue<int>(status);

    /// <summary>A file's bytes are these, whatever its hash says.</summary>
    public void Send(string path, byte[] content) => replaced[path] = content;

    internal int? NextStatus(string path) =>
        statuses.TryGetValue(path, out var queue) && queue.TryDequeue(out var status) ? status : null;

    internal byte[]? Replace(string path) => replaced.GetValueOrDefault(path);
}
