namespace Flash.Testing.BotApi;

/// <summary>
/// Telegram's limits on messages and edits: about one a second in a private chat with short bursts, 20 a minute in a
/// group, 30 a second altogether. Whoever exceeds one is told how long to wait.
/// </summary>
public sealed class BotLimits(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = [];

    /// <summary>Messages and edits to one private chat in five seconds.</summary>
    public int PrivateBurst { get; init; } = 8;

    /// <summary>Messages and edits to one group in a minute.</summary>
    public int GroupPerMinute { get; init; } = 20;

    /// <summary>Messages and edits to all chats in a second.</summary>
    public int PerSecond { get; init; } = 30;

    /// <summary>How often 429 was answered.</summary>
    public int Refusals { get; private set; }

    /// <summary>How many of these came while the bot had been told to wait: each a mistake of the bot's.</summary>
    public int Ignored { get; private set; }

    internal void Count(BotApiCall call)
    {
        if (
            !call.Method.StartsWith("send", StringComparison.OrdinalIgnoreCase)
            && !call.Method.StartsWith("edit", StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }

        var chat = call.Text("chat_id") ?? call.Text("inline_message_id") ?? "";
        lock (gate)
        {
            var now = time.GetUtcNow();
            Take(chat, chat.StartsWith('-') ? (GroupPerMinute, Minute) : (PrivateBurst, TimeSpan.FromSeconds(5)), now);
            Take("", (PerSecond, TimeSpan.FromSeconds(1)), now);
        }
    }

    private void Take(string key, (int Most, TimeSpan Period) limit, DateTimeOffset now)
    {
        if (!windows.TryGetValue(key, out var window))
        {
            windows[key] = window = new Window();
        }

        window.Calls.RemoveAll(call => call <= now - limit.Period);
        if (window.ClosedUntil > now)
        {
            // Who speaks in another chat cannot know that all are closed; in the same chat it is a mistake.
            Ignored += key.Length > 0 ? 1 : 0;
            Refuse(window.ClosedUntil - now);
        }

        if (window.Calls.Count >= limit.Most)
        {
            window.ClosedUntil = window.Calls[0] + limit.Period;
            Refuse(window.ClosedUntil - now);
        }

        window.Calls.Add(now);
    }

    private void Refuse(TimeSpan wait)
    {
        Refusals++;
        throw BotApiException.TooManyRequests((int)Math.Ceiling(wait.TotalSeconds));
    }

    private sealed class Window
    {
        public List<DateTimeOffset> Calls { get; } = [];

        public DateTimeOffset ClosedUntil { get; set; }
    }
}
