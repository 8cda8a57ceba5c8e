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
}
