using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation;

/// <summary>
/// Carries out in a chat what a moderator decided: a decision is written down with the order that its message follows,
/// and the process that speaks to that network does it, at once where the decision was made, and otherwise a worker. A
/// process that dies in between leaves the order to the next one.
/// </summary>
/// <remarks>Deleting or editing twice is the same as once, so an order may be carried out twice.</remarks>
public sealed class MessageOrders(
    NpgsqlDataSource dataSource,
    AskedGenerations generations,
    IEnumerable<IMessenger> messengers
)
{
    /// <summary>Refusals that a network may take back, until the message is said to stand.</summary>
    public const int MostAttempts = 8;

    /// <summary>How long one process has for it before another tries.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Platform, IMessenger> _messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );

    /// <summary>The part of a decision's statement that writes the order down; $2 to $4 are the moderator.</summary>
    internal static string Insert(string wish, string decided, string column, string words) =>
        $"""
            INSERT INTO flash.message_orders (generation_id, wish, words, by_platform, by_id, by_name) SELECT {column}, '{wish}', {words}, $2, $3, $4 FROM {decided}
            ON CONFLICT (generation_id) DO UPDATE SET wish = EXCLUDED.wish, words = EXCLUDED.words, outcome = 'pending', reason = NULL, by_platform = EXCLUDED.by_platform, by_id = EXCLUDED.by_id,
                by_name = EXCLUDED.by_name, ordered_at = now(), attempts = 0, next_at = now()
            """;

    /// <summary>Carries out what waits and is due, on the networks that this process speaks to. Returns how much it
    /// was.</summary>
    public async Task<int> CarryOutDueAsync(CancellationToken cancellationToken)
    {
        var due = new List<GenerationId>();
        await using (
            var command = dataSource.Command(
                """
                SELECT ordered.generation_id FROM flash.message_orders ordered
                JOIN flash.generations generation ON generation.id = ordered.generation_id JOIN flash.chats chat ON chat.id = generation.chat_id
                WHERE outcome = 'pending' AND next_at <= now() AND chat.platform = ANY ($1) ORDER BY next_at LIMIT 50
                """,
                (object)_messengers.Keys.Select(StoredName.Of).ToArray()
            )
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                due.Add(new GenerationId(row.GetGuid(0)));
            }
        }

        foreach (var id in due)
        {
            await CarryOutAsync(id, cancellationToken);
        }

        return due.Count;
    }

    /// <summary>Carries out the order about a generation, unless another process is at it, or has done it.</summary>
    public async Task<MessageOutcome> CarryOutAsync(GenerationId id, CancellationToken cancellationToken)
    {
        if (
            await generations.FindAsync(id, cancellationToken) is not { } generation
            || !_messengers.TryGetValue(generation.Platform, out var messenger)
        )
        {
            return MessageOutcome.Pending;
        }

        if (await TakeAsync(id, cancellationToken) is not { } order)
        {
            return await LookAsync(id, cancellationToken);
        }

        if (await generations.MessageAsync(id, cancellationToken) is not { } message)
        {
            return await CloseAsync(id, MessageOutcome.None, null, cancellationToken);
        }

        Wording.Speak(order.Language);
        try
        {
            return order.Wish switch
            {
                "removed" => await RemoveAsync(id, messenger, message, cancellationToken),
                "held" => await TellAsync(
                    id,
                    messenger,
                    message,
                    new OutgoingMessage
                    {
                        Text = Texts.WaitingForReview(generation.Recipe.Prompt),
                        Buttons = GenerationButtons.Unfinished(id),
                        EvenWhenOld = true,
                    },
                    cancellationToken
                ),
                _ => await TellAsync(
                    id,
                    messenger,
                    message,
                    new OutgoingMessage
                    {
                        Text = Texts.Failed(
                            generation.Recipe.Prompt,
                            order.Words is null ? Texts.Rejected : $"{Texts.Rejected} {order.Words}"
                        ),
                        EvenWhenOld = true,
                    },
                    cancellationToken
                ),
            };
        }
        catch (MessengerException fault) when (fault.IsTransient && order.Attempts < MostAttempts)
        {
            await PostponeAsync(
                id,
                fault.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(3, order.Attempts)),
                cancellationToken
            );
            return MessageOutcome.Pending;
        }
        catch (MessengerException fault)
        {
            return await CloseAsync(id, MessageOutcome.Kept, fault.Message, cancellationToken);
        }
    }

    private async Task<MessageOutcome> TellAsync(
        GenerationId id,
        IMessenger messenger,
        MessageRef message,
        OutgoingMessage says,
        CancellationToken cancellationToken
    )
    {
        await messenger.EditAsync(message, says, cancellationToken);
        return await CloseAsync(id, MessageOutcome.Edited, null, cancellationToken);
    }

    /// <summary>Deleted if the network lets it go; else it shows nothing any more, which some let happen for
    /// longer.</summary>
    private async Task<MessageOutcome> RemoveAsync(
        GenerationId id,
        IMessenger messenger,
        MessageRef message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await messenger.DeleteAsync(message, cancellationToken);
            return await CloseAsync(id, MessageOutcome.Deleted, null, cancellationToken);
        }
        catch (MessengerException fault) when (fault.Fault == MessengerFault.MessageGone)
        {
            return await CloseAsync(id, MessageOutcome.Deleted, null, cancellationToken);
        }
        catch (MessengerException fault) when (!fault.IsTransient)
        {
            var instead = new OutgoingMessage
            {
                Text = Texts.TakenDown,
                Media = [PlaceholderPicture.For(Texts.TakenDown)],
                HidesPictures = true,
                EvenWhenOld = true,
            };
            await messenger.EditAsync(message, instead, cancellationToken);
            return await CloseAsync(id, MessageOutcome.Replaced, fault.Message, cancellationToken);
        }
    }

    private async Task<(string Wish, string? Words, int Attempts, string? Language)?> TakeAsync(
        GenerationId id,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            UPDATE flash.message_orders ordered SET attempts = ordered.attempts + 1, next_at = now() + $2
            FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
            WHERE ordered.generation_id = $1 AND generation.id = $1 AND outcome = 'pending' AND next_at <= now()
            RETURNING wish, words, ordered.attempts, coalesce(person.settings ->> 'language', person.language)
            """,
            id.Value,
            Lease
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (
                row.GetString(0),
                row.IsDBNull(1) ? null : row.GetString(1),
                row.GetInt32(2),
                row.IsDBNull(3) ? null : row.GetString(3)
            )
            : null;
    }

    private async Task<MessageOutcome> LookAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT outcome FROM flash.message_orders WHERE generation_id = $1",
            id.Value
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string outcome
            ? StoredName.Parse<MessageOutcome>(outcome)
            : MessageOutcome.Pending;
    }

    /// <summary>Whether the message is really gone is part of what happened.</summary>
    private async Task<MessageOutcome> CloseAsync(
        GenerationId id,
        MessageOutcome outcome,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH closed AS (
                UPDATE flash.message_orders SET outcome = $2, reason = $3 WHERE generation_id = $1 AND outcome = 'pending'
                RETURNING generation_id, wish, by_platform, by_id, by_name)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            SELECT by_platform, by_id, by_name, CASE wish WHEN 'removed' THEN 'message.removed' ELSE 'message.changed' END, generation_id,
                jsonb_strip_nulls(jsonb_build_object('message', $2, 'reason', $3)) FROM closed
            """,
            id.Value,
            StoredName.Of(outcome),
            SqlCommands.Text(reason)
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
        return outcome;
    }

    private async Task PostponeAsync(GenerationId id, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.message_orders SET next_at = now() + $2 WHERE generation_id = $1 AND outcome = 'pending'",
            id.Value,
            pause < LongestPause ? pause : LongestPause
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
