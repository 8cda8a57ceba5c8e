using System.Collections.Concurrent;
using Flash.Bots.Moderation;

namespace Flash.Bots.Web.Moderation;

/// <summary>
/// Which lists each moderator has open: that one is refreshed every few moments is the same view and noted once, but
/// asking for its rows without having opened it is a view of its own.
/// </summary>
internal sealed class NotedViews
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Moderator, string List), bool> noted = new();

    /// <summary>Remembers that the view is in the audit log. False when it was already.</summary>
    public bool Add(Moderator moderator, string list)
    {
        // Forgetting only means that a view is noted once more.
        if (noted.Count >= Most)
        {
            noted.Clear();
        }

        return noted.TryAdd((moderator.Id, list), true);
    }

    /// <summary>The pictures of these belong to the page that shows them, which is noted itself.</summary>
    public IReadOnlyList<FeedEntry> Shown(Moderator moderator, IReadOnlyList<FeedEntry> entries)
    {
        foreach (var entry in entries)
        {
            Add(moderator, Picture(entry.Id));
        }

        return entries;
    }

    /// <inheritdoc cref="Shown(Moderator, IReadOnlyList{FeedEntry})"/>
    public IReadOnlyList<ReviewCase> Shown(Moderator moderator, IReadOnlyList<ReviewCase> cases)
    {
        Shown(moderator, [.. cases.Select(one => one.Entry)]);
        return cases;
    }

    /// <summary>Whether a page with this generation was noted for the moderator.</summary>
    public bool IsShown(Moderator moderator, Guid generation) => noted.ContainsKey((moderator.Id, Picture(generation)));

    private static string Picture(Guid generation) => $"picture {generation}";
}
