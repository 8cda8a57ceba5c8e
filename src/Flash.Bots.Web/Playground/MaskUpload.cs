using System.Globalization;
using Flash.Bots.Conversations;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Replies;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Flash.Bots.Web.Playground;

/// <summary>What a person painted over on a picture, and what is to be there.</summary>
internal static class MaskUpload
{
    /// <summary>Largest request, in bytes: more than any mask that is taken, so that larger ones get their
    /// sentence.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    /// <summary>A form with <c>code</c> (of the button), <c>messageId</c> (with the picture), <c>text</c>,
    /// <c>clientId</c> and the file <c>mask</c>, a PNG.</summary>
    public static async Task<IResult> TakeAsync(
        HttpContext context,
        Paintings paintings,
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

        if (await ReadAsync(context) is not { } sent)
        {
            return Refusals.Of(StatusCodes.Status413PayloadTooLarge, context.Texts.MaskTooLarge);
        }

        if (sent.Mask is null || sent.ClientId == Guid.Empty)
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, context.Texts.MaskUnreadable);
        }

        // Not the request's token: a reload in the middle must not leave a generation without its message.
        var answer = await paintings.PaintAsync(
            new IncomingMessage
            {
                IdempotencyKey = $"playground:{id:N}:paint:{sent.ClientId:N}",
                From = PlaygroundEndpoints.Visitor(id, context),
                Chat = PlaygroundEndpoints.ChatOf(id),
                Text = sent.Text,
                ReplyTo = new PlaygroundReply(id, sent.MessageId),
            },
            sent.Code,
            sent.Mask,
            lifetime.ApplicationStopping
        );
        return answer.IsError
            ? Refusals.Of(StatusCodes.Status400BadRequest, answer.Text)
            : Results.Json(answer, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Null where more was sent than is read.</summary>
    private static async Task<Sent?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return new Sent("", null, Guid.Empty, "", null);
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            byte[]? mask = null;
            if (form.Files["mask"] is { Length: > 0 } file)
            {
                mask = new byte[file.Length];
                await using var stream = file.OpenReadStream();
                await stream.ReadExactlyAsync(mask, context.RequestAborted);
            }

            return new Sent(
                form["code"].ToString(),
                long.TryParse(form["messageId"], NumberStyles.None, CultureInfo.InvariantCulture, out var message)
                    ? message
                    : null,
                Guid.TryParse(form["clientId"], out var clientId) ? clientId : Guid.Empty,
                PlaygroundEndpoints.Storable(form["text"]),
                mask
            );
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private sealed record Sent(string Code, long? MessageId, Guid ClientId, string Text, byte[]? Mask);
}
