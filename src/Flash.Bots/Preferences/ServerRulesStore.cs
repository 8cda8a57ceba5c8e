using System.Collections.Concurrent;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Preferences;

/// <summary>Reads and writes what servers and groups rule for themselves. A process remembers what it read for a few
/// seconds: every request asks.</summary>
public sealed class ServerRulesStore(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    /// <summary>How long a process may not know of what another wrote.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private const int MostRemembered = 10_000;

    private static readonly NamedSql Set = NamedSql.Load("people/set_rules");

    private readonly ConcurrentDictionary<(Replies.Platform, string), (long ReadAt, ServerRules Rules)> _read = new();

    /// <summary>The rules that hold in a chat; <see cref="ServerRules.None"/> for between two.</summary>
    public async Task<ServerRules> ReadAsync(Chat chat, CancellationToken cancellationToken)
    {
        if (chat.IsPrivate)
        {
            return ServerRules.None;
        }

        var key = KeyOf(chat);
        if (_read.TryGetValue(key, out var known) && time.GetElapsedTime(known.ReadAt) <= MaxAge)
        {
            return known.Rules;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db
            .ServerRules.AsNoTracking()
            .FirstOrDefaultAsync(
                rules => rules.Platform == chat.Platform && rules.Place == key.Place,
                cancellationToken
            );
        return Remember(key, row is null ? ServerRules.None : new ServerRules(row.BlockedWords, row.Channels));
    }

    /// <summary>Replaces the rules that hold in a chat, and in all others of its server.</summary>
    public async Task WriteAsync(Chat chat, ServerRules rules, CancellationToken cancellationToken)
    {
        var key = KeyOf(chat);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Set.ExecuteAsync(
            db,
            new
            {
                key.Platform,
                key.Place,
                BlockedWords = rules.BlockedWords.ToArray(),
                Channels = rules.Channels.ToArray(),
            },
            cancellationToken
        );
        Remember(key, rules);
    }

    private static (Replies.Platform Platform, string Place) KeyOf(Chat chat) =>
        (chat.Platform, PlainText.Clean(chat.ServerId ?? chat.Id));

    private ServerRules Remember((Replies.Platform, string) key, ServerRules rules)
    {
        if (_read.Count >= MostRemembered)
        {
            _read.Clear();
        }

        _read[key] = (time.GetTimestamp(), rules);
        return rules;
    }
}
