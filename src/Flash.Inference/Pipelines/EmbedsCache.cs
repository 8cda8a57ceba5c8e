using System.Diagnostics.CodeAnalysis;
using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>The embeds of the prompts used last, up to a number of bytes. Thread safe.</summary>
internal sealed class EmbedsCache(long capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Text, int Windows), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _newestFirst = new();
    private long _bytes;

    public bool TryGet(string text, int windows, [NotNullWhen(true)] out PromptEmbeds? embeds)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((text, windows), out var node))
            {
                embeds = null;
                return false;
            }

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            embeds = node.Value.Embeds;
            return true;
        }
    }

    /// <summary>Keeps it, unless it alone is larger than all that may be kept.</summary>
    public void Add(string text, int windows, PromptEmbeds embeds)
    {
        var entry = new Entry(
            (text, windows),
            embeds,
            ((long)(embeds.Values.Length + embeds.Pooled.Length) * sizeof(float)) + (text.Length * sizeof(char))
        );
        lock (_lock)
        {
            if (entry.Bytes > capacity || _entries.ContainsKey(entry.Key))
            {
                return;
            }

            _entries.Add(entry.Key, _newestFirst.AddFirst(entry));
            _bytes += entry.Bytes;
            while (_bytes > capacity && _newestFirst.Last is { } oldest)
            {
                _newestFirst.RemoveLast();
                _entries.Remove(oldest.Value.Key);
                _bytes -= oldest.Value.Bytes;
            }
        }
    }

    private sealed record Entry((string Text, int Windows) Key, PromptEmbeds Embeds, long Bytes);
}
