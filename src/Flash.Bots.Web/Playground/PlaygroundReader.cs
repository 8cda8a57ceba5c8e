using System.Text.Json;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Playground;

/// <summary>Reads the playground's messages for browsers. Every query names the conversation: an id alone opens
/// nothing.</summary>
internal sealed class PlaygroundReader(IDbContextFactory<FlashDb> databases)
{
    private const int MostChanges = 100;

    /// <summary>The messages before <paramref name="before"/> (or the newest), oldest first.</summary>
    public async Task<ChatHistory> ReadHistoryAsync(
        Guid conversation,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var (end, most) = (before ?? long.MaxValue, limit + 1);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);

        // One statement: a change that is not among the messages comes after the latest.
        var rows = await db
            .PlaygroundMessages.Where(row => row.ConversationId == conversation && row.Id < end && !row.Deleted)
            .OrderByDescending(row => row.Id)
            .Take(most)
            .Select(row => new
            {
                Message = row,
                Latest = db
                    .PlaygroundMessages.Where(any => any.ConversationId == conversation)
                    .Max(any => (long?)any.Change),
            })
            .ToListAsync(cancellationToken);
        return new ChatHistory(
            [.. rows.Take(limit).Select(row => Message(row.Message)).Reverse()],
            rows.Count > limit,
            rows.FirstOrDefault()?.Latest ?? 0
        );
    }

    /// <summary>Messages whose latest revision came after <paramref name="change"/>, in the order of their
    /// changes.</summary>
    public async Task<IReadOnlyList<ChatMessage>> ReadChangesAsync(
        Guid conversation,
        long change,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db
            .PlaygroundMessages.Where(row => row.ConversationId == conversation && row.Change > change)
            .OrderBy(row => row.Change)
            .Take(MostChanges)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(Message);
    }

    /// <summary>A file of a message; null when there is none, or not in this conversation.</summary>
    public async Task<ChatFile?> ReadFileAsync(
        Guid conversation,
        long messageId,
        int revision,
        int position,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db
            .PlaygroundMedia.Where(file =>
                file.MessageId == messageId && file.Revision == revision && file.Position == position
            )
            .Join(
                db.PlaygroundMessages.Where(message => message.ConversationId == conversation),
                file => file.MessageId,
                message => message.Id,
                (file, message) =>
                    new
                    {
                        file.MediaType,
                        file.Bytes,
                        message.Media,
                    }
            )
            .FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new ChatFile(
                found.MediaType,
                found.Bytes,
                Pictures(found.Media).ElementAtOrDefault(position - 1)?.FileName ?? "picture"
            );
    }

    private static ChatMessage Message(PlaygroundRow row) =>
        new()
        {
            Id = row.Id,
            Change = row.Change,
            Revision = row.Revision,
            Mine = row.FromPerson,
            ClientId = row.ClientId,
            Text = row.Text,
            Buttons = JsonSerializer.Deserialize<ChatButton[][]>(row.Buttons, PlaygroundStore.Json) ?? [],
            Pictures =
            [
                .. Pictures(row.Media)
                    .Select(
                        (picture, index) =>
                            new ChatPicture(
                                ChatPicture.AddressOf(row.Id, row.MediaRevision, index + 1),
                                picture.Kind,
                                picture.Width,
                                picture.Height,
                                picture.AltText,
                                picture.FileName
                            )
                    ),
            ],
            ReplyTo = row.ReplyTo,
            SentAt = row.CreatedAt,
            Deleted = row.Deleted,
        };

    private static StoredPicture[] Pictures(string media) =>
        JsonSerializer.Deserialize<StoredPicture[]>(media, PlaygroundStore.Json) ?? [];
}

/// <summary>A page of a conversation.</summary>
/// <param name="Messages">Oldest first.</param>
/// <param name="HasOlder">There are messages before these.</param>
/// <param name="LatestChange">Where the stream of changes continues.</param>
internal sealed record ChatHistory(IReadOnlyList<ChatMessage> Messages, bool HasOlder, long LatestChange);

/// <summary>A message's file.</summary>
internal sealed record ChatFile(string MediaType, byte[] Bytes, string FileName);
