using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Conversations;

/// <summary>
/// What an edited prompt replaces. Deliveries are named after the message that was said (<see
/// cref="IncomingMessage.IdempotencyKey"/>), those of its edits by that name and a suffix, so the latest generation of
/// a message is found by its name.
/// </summary>
public sealed class EditedPrompts(IDbContextFactory<FlashDb> databases)
{
    private static readonly NamedSql Supersede = NamedSql.Load("generations/supersede");
    private static readonly NamedSql Latest = NamedSql.Load("generations/latest_said");

    /// <summary>Chats allow edits for 48 hours; the rest is for clocks that disagree.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>The latest generation that a message, or an edit of it, led to; null when there is none.</summary>
    /// <param name="key">The name of the message.</param>
    /// <param name="saidAt">When the message was first said: ids are ordered by time, so nothing older is looked
    /// at.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<EditedPrompt?> FindLatestAsync(
        string key,
        DateTimeOffset saidAt,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var latest = await Latest.ReadOneAsync<Said>(
            db,
            new
            {
                key,
                Since = GenerationId.FirstAt(saidAt - ClockSkew),
                Before = (GenerationId?)null,
            },
            cancellationToken
        );
        return latest is null
            ? null
            : new EditedPrompt(latest.Id, latest.Recipe, latest.Message, latest.IdempotencyKey);
    }

    /// <summary>The message that showed the wording before <paramref name="id"/>; null when none did. Parameters as in
    /// <see cref="FindLatestAsync"/>.</summary>
    public async Task<MessageRef?> FindMessageBeforeAsync(
        GenerationId id,
        string key,
        DateTimeOffset saidAt,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var shown = await Latest.ReadOneAsync<Said>(
            db,
            new
            {
                key,
                Since = GenerationId.FirstAt(saidAt - ClockSkew),
                Before = (GenerationId?)id,
            },
            cancellationToken
        );
        return shown?.Message;
    }

    /// <summary>
    /// Ends a generation that has not finished, without a word in the chat: its message now belongs to the one that
    /// follows. A worker at it is told to stop, and the higher epoch keeps it from showing anything more.
    /// </summary>
    public async Task SupersedeAsync(GenerationId id, Person by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Supersede.ExecuteAsync(
            db,
            new
            {
                id,
                by.Platform,
                ActorId = by.Id,
                ActorName = PlainText.Clean(by.Name),
            },
            cancellationToken
        );
    }

    private sealed record Said(GenerationId Id, Recipe Recipe, MessageRef? Message, string IdempotencyKey);
}

/// <summary>What stands in the chat for a prompt that was edited.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Recipe">What it shows.</param>
/// <param name="Message">Where; null when no one has posted it yet.</param>
/// <param name="Key">Names the delivery that asked for it.</param>
public sealed record EditedPrompt(GenerationId Id, Recipe Recipe, MessageRef? Message, string Key);
