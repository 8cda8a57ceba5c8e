using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace Flash.Bots.Web.Playground;

/// <summary>A picture that a person sends with a few words, to start from. It stands in the conversation as anything
/// else they say.</summary>
internal static class PictureUpload
{
    /// <summary>Largest file, in bytes: as everywhere.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The limits in a sentence.</summary>
    public static string TooLarge(Texts texts) =>
        texts.WebTooLarge(MaxBytes / 1024 / 1024, PlaygroundEndpoints.LongestText);

    /// <summary>A form with <c>text</c>, <c>clientId</c> and the file <c>picture</c>: JPEG, PNG, WebP, AVIF or GIF by
    /// its first bytes, whatever it is called.</summary>
    public static async Task<IResult> TakeAsync(
        HttpContext context,
        PlaygroundStore store,
        Conversation conversation,
        PlaygroundLimits limits,
        IHostApplicationLifetime lifetime
    )
    {
        if (ConversationCookie.Read(context.Request) is not { } id)
        {
            return Refusals.NoConversation(context);
        }

        if (!limits.MaySpeak(context))
        {
            return Refusals.TooFast(context);
        }

        if (!context.Request.HasFormContentType)
        {
            return Refused("A picture is sent as a form with the fields text, clientId and picture.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var text = PlaygroundEndpoints.Storable(form["text"]);
        if (form.Files["picture"] is { Length: > MaxBytes })
        {
            return Refusals.Of(StatusCodes.Status413PayloadTooLarge, TooLarge(context.Texts));
        }

        if (
            !Guid.TryParse(form["clientId"], out var clientId)
            || clientId == Guid.Empty
            || text.Length > PlaygroundEndpoints.LongestText
            || string.IsNullOrWhiteSpace(text)
            || form.Files["picture"] is not { Length: > 0 } file
        )
        {
            return Refused(context.Texts.WebPictureWords(PlaygroundEndpoints.LongestText));
        }

        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, context.RequestAborted);
        }

        if (KindOf(bytes) is not { } kind)
        {
            return Refused(IsHeic(bytes) ? context.Texts["PictureHeic"] : context.Texts.WebNotShown);
        }

        // Not the request's token: a reload in the middle must not leave a generation without its message.
        var cancellationToken = lifetime.ApplicationStopping;
        var messageId = await store.AddOwnAsync(
            id,
            clientId,
            text,
            inReplyTo: null,
            new EncodedMedia(bytes, kind, $"yours.{kind.ToString().ToLowerInvariant()}", text),
            cancellationToken
        );
        await conversation.HandleAsync(
            new IncomingMessage
            {
                IdempotencyKey = $"playground:{id:N}:{clientId:N}",
                From = PlaygroundEndpoints.Visitor(id, context),
                Chat = PlaygroundEndpoints.ChatOf(id),
                Text = text,
                ReplyTo = new PlaygroundReply(id, messageId),
                Picture = new PlaygroundPicture(messageId),
            },
            cancellationToken
        );
        return Results.Accepted();
    }

    private static MediaKind? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? MediaKind.Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? MediaKind.Png
        : bytes.StartsWith("GIF8"u8) ? MediaKind.Gif
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? MediaKind.Webp
        : bytes.Length > 64 && bytes[4..].StartsWith("ftyp"u8) && bytes[8..64].IndexOf("avif"u8) >= 0 ? MediaKind.Avif
        : null;

    // As iPhones send them as files; "mif1" is what AVIF says too, but that was looked for before.
    private static bool IsHeic(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 12
        && bytes[4..].StartsWith("ftyp"u8)
        && (
            bytes[8..].StartsWith("hei"u8)
            || bytes[8..].StartsWith("hev"u8)
            || bytes[8..].StartsWith("mif1"u8)
            || bytes[8..].StartsWith("msf1"u8)
        );

    private static ProblemHttpResult Refused(string sentence) => Refusals.Of(StatusCodes.Status400BadRequest, sentence);
}
