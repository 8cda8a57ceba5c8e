using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.Playground;

/// <summary>Writes the playground's messages. Each method is one round trip and one transaction.</summary>
/// <remarks>
/// Every write first takes the conversation's advisory lock, so that changes of one conversation become visible in the
/// order of their numbers; otherwise a browser that resumes after change 6 could miss a change 5 that was committed
/// later.
/// </remarks>
internal sealed class PlaygroundStore(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly NamedSql Lock = NamedSql.Load("playground/lock");
    private static readonly NamedSql LockOf = NamedSql.Load("playground/lock_of");
    private static readonly NamedSql Say = NamedSql.Load("playground/say");
    private static readonly NamedSql Post = NamedSql.Load("playground/post");
    private static readonly NamedSql Edit = NamedSql.Load("playground/edit");
    private static readonly NamedSql TakeBack = NamedSql.Load("playground/take_back");
    private static readonly NamedSql LatestFile = NamedSql.Load("playground/latest_file");

    /// <summary>Stores what the person said. Saying it again with the same <paramref name="clientId"/> (a retry)
    /// changes nothing.</summary>
    /// <param name="conversation">Where.</param>
    /// <param name="clientId">The browser's own name for the message.</param>
    /// <param name="text">What was said.</param>
    /// <param name="inReplyTo">The message of this conversation that it answers; another conversation's is left
    /// out.</param>
    /// <param name="picture">A picture that came with it.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public async Task<long> AddOwnAsync(
        Guid conversation,
        Guid clientId,
        string text,
        long? inReplyTo,
        EncodedMedia? picture,
        CancellationToken cancellationToken
    )
    {
        var message = new OutgoingMessage { Text = text, Media = picture is null ? [] : [picture] };
        return await WriteAsync(
            new NamedSqlBatch()
                .Add(Lock, new { conversation })
                .Add(
                    Say,
                    new object[]
                    {
                        FilesOf(message),
                        new
                        {
                            conversation,
                            clientId,
                            text,
                            inReplyTo,
                            At = time.GetUtcNow(),
                        },
                    }
                ),
            cancellationToken
        ) ?? throw new InvalidOperationException("PostgreSQL stored a playground message without naming it.");
    }

    /// <summary>Stores what Flash says, and sweeps the conversation: previews that were superseded a minute ago are of
    /// no use to anyone.</summary>
    public async Task<long> AddAsync(
        PlaygroundReply address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        return await WriteAsync(
            new NamedSqlBatch()
                .Add(Lock, new { Conversation = address.ConversationId })
                .Add(
                    Post,
                    new object[]
                    {
                        FilesOf(message),
                        new
                        {
                            Conversation = address.ConversationId,
                            message.Text,
                            Buttons = Buttons(message),
                            ReplyTo = (message.ReplyTo as PlaygroundMessage)?.Id ?? address.ReplyToMessageId,
                            At = time.GetUtcNow(),
                        },
                    }
                ),
            cancellationToken
        ) ?? throw new InvalidOperationException("PostgreSQL stored a playground message without naming it.");
    }

    /// <summary>
    /// Replaces what a message shows. The files of the revision before stay until the next sweep: a browser that has
    /// just been told of them is still fetching them, and when every preview vanished with the next one, no one would
    /// see any. What must not be seen any more takes all of them with it. False when the message is gone.
    /// </summary>
    public async Task<bool> EditAsync(long id, OutgoingMessage message, CancellationToken cancellationToken) =>
        await WriteAsync(
            new NamedSqlBatch()
                .Add(LockOf, new { id })
                .Add(
                    Edit,
                    new object[]
                    {
                        FilesOf(message),
                        new
                        {
                            id,
                            message.Text,
                            Buttons = Buttons(message),
                            HasFiles = message.Media.Count > 0,
                            Hides = message.HidesPictures,
                            At = time.GetUtcNow(),
                        },
                    }
                ),
            cancellationToken
        )
            is not null;

    /// <summary>Takes a message back. The empty row stays, so that browsers which were away learn of it.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await new NamedSqlBatch()
            .Add(LockOf, new { id })
            .Add(TakeBack, new { id, At = time.GetUtcNow() })
            .ExecuteAsync(db, cancellationToken);
    }

    /// <summary>The latest file of a message, no matter who asks: the caller is a worker that draws from it. Null when
    /// it is gone.</summary>
    public Task<byte[]?> ReadFileAsync(long messageId, int position, CancellationToken cancellationToken) =>
        LatestFile.ReadOneAsync<byte[]>(databases, new { Id = messageId, position }, cancellationToken);

    /// <summary>The number of the message that the second statement wrote; null where it wrote none.</summary>
    private async Task<long?> WriteAsync(NamedSqlBatch batch, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await batch.ReadAsync(
            db,
            async results =>
            {
                await results.SkipAsync(); // the lock
                return await results.NextAsync<long>() is [var id] ? id : (long?)null;
            },
            cancellationToken
        );
    }

    /// <summary>What the statements call <c>@pictures</c>, <c>@media_types</c> and <c>@files</c>.</summary>
    private static object FilesOf(OutgoingMessage message) =>
        new
        {
            Pictures = Pictures(message),
            MediaTypes = MediaTypes(message),
            Files = message.Media.Select(media => media.Bytes).ToArray(),
        };

    private static Json Buttons(OutgoingMessage message) =>
        AsJson(
            message
                .Buttons.Only(button => button is { CopyText: null, IsDisabled: false })
                .Select(row => row.Select(button => new ChatButton(button.Label, button.Code)))
        );

    private static Json Pictures(OutgoingMessage message) =>
        AsJson(
            message.Media.Select(media =>
            {
                var (width, height) = PictureSize.Of(media.Bytes.Span, media.Kind);
                return new StoredPicture(media.Kind, width, height, media.AltText, media.FileName);
            })
        );

    private static Json AsJson<T>(T value) => new(JsonSerializer.Serialize(value, Json));

    private static string[] MediaTypes(OutgoingMessage message) =>
        [
            .. message.Media.Select(media =>
                media.Kind switch
                {
                    MediaKind.Jpeg => "image/jpeg",
                    MediaKind.Png => "image/png",
                    MediaKind.Webp => "image/webp",
                    MediaKind.Avif => "image/avif",
                    MediaKind.Json => "application/json",
                    _ => "image/gif",
                }
            ),
        ];
}
