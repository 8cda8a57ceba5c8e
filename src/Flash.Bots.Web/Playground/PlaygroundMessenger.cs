using System.Diagnostics;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Npgsql;

namespace Flash.Bots.Web.Playground;

/// <summary>The playground as a chat network: its server is PostgreSQL, where every web process sees what any worker
/// posts.</summary>
internal sealed class PlaygroundMessenger(PlaygroundStore store) : IMessenger
{
    /// <inheritdoc/>
    public Platform Platform => Platform.Playground;

    /// <inheritdoc/>
    public PictureLayout Layout => PictureLayout.Separate;

    /// <summary>About ten edits a second: more than the eye needs, few enough that a browser on a phone keeps
    /// up.</summary>
    public TimeSpan EditInterval(ReplyAddress address) => TimeSpan.FromMilliseconds(90);

    /// <inheritdoc/>
    public async Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        if (address is not PlaygroundReply reply)
        {
            throw new ArgumentException(
                $"The playground posts to playground conversations only, got an address of {address.Platform}.",
                nameof(address)
            );
        }

        using var span = FlashMeasures.Traces.StartActivity("playground post", ActivityKind.Client);
        return new PlaygroundMessage(await AskAsync(() => store.AddAsync(reply, message, cancellationToken)));
    }

    /// <inheritdoc/>
    public async Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var span = FlashMeasures.Traces.StartActivity("playground edit", ActivityKind.Client);
        if (!await AskAsync(() => store.EditAsync(IdOf(posted), message, cancellationToken)))
        {
            throw new MessengerException(MessengerFault.MessageGone, "The playground message to edit was deleted.");
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken) =>
        AskAsync(async () =>
        {
            await store.DeleteAsync(IdOf(posted), cancellationToken);
            return true;
        });

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(GivenPicture picture, CancellationToken cancellationToken) =>
        picture is not PlaygroundPicture { MessageId: var id, Position: var position }
            ? throw new ArgumentException(
                $"The playground has its own pictures only, got a {picture.GetType().Name}.",
                nameof(picture)
            )
            : await AskAsync(() => store.ReadFileAsync(id, position, cancellationToken))
                ?? throw new MessengerException(
                    MessengerFault.MessageGone,
                    "The playground message with the picture was deleted."
                );

    private static long IdOf(MessageRef posted) =>
        posted is PlaygroundMessage { Id: var id }
            ? id
            : throw new ArgumentException(
                $"The playground edits its own messages only, got a {posted.GetType().Name}.",
                nameof(posted)
            );

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException fault)
        {
            throw new MessengerException(
                fault.IsTransient || fault is not PostgresException
                    ? MessengerFault.Unavailable
                    : MessengerFault.Rejected,
                "PostgreSQL did not store the playground message.",
                fault
            );
        }
    }
}
