using Flash.Bots.Discord.Interactions;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Api;

internal sealed partial class DiscordApi
{
    /// <summary>The first answer to an interaction, due within three seconds. An answer that is already there is a
    /// success.</summary>
    public async Task RespondAsync(
        ulong interactionId,
        string token,
        InteractionResponse response,
        CancellationToken cancellationToken
    )
    {
        var request = new DiscordRequest(
            HttpMethod.Post,
            "interactions/{interaction}/{token}/callback",
            $"interactions/{Text(interactionId)}/{Uri.EscapeDataString(token)}/callback"
        )
        {
            Resource = ResourceOf(token),
            Body = response,
            IsInteraction = true,
            IsRepeatable = true,
        };
        try
        {
            using var answer = await rest.SendAsync(request, cancellationToken);
        }
        catch (DiscordApiException refused) when (refused.Code == DiscordErrorCode.InteractionAlreadyAcknowledged)
        {
            // An earlier attempt got through although its answer was lost, or the interaction was delivered twice.
        }
    }

    /// <summary>Makes a response show this; without an id the original one, which the first edit fills after it was
    /// deferred.</summary>
    public Task<MessageResult> EditResponseAsync(
        ulong applicationId,
        string token,
        ulong? messageId,
        MessagePayload message,
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    ) =>
        rest.SendAsync<MessageResult>(
            OfResponse(HttpMethod.Patch, applicationId, token, messageId) with
            {
                Body = message,
                Files = files,
            },
            cancellationToken
        );

    /// <summary>Posts one more message. Not repeated on doubt: follow-ups know no nonce.</summary>
    public Task<MessageResult> CreateFollowupAsync(
        ulong applicationId,
        string token,
        MessagePayload message,
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    ) =>
        rest.SendAsync<MessageResult>(
            OfInteraction(HttpMethod.Post, applicationId, token, "", "") with
            {
                Body = message,
                Files = files,
            },
            cancellationToken
        );

    /// <summary>Removes a response; without an id the original one.</summary>
    public async Task DeleteResponseAsync(
        ulong applicationId,
        string token,
        ulong? messageId,
        CancellationToken cancellationToken
    )
    {
        using var response = await rest.SendAsync(
            OfResponse(HttpMethod.Delete, applicationId, token, messageId),
            cancellationToken
        );
    }

    private static DiscordRequest OfResponse(HttpMethod method, ulong applicationId, string token, ulong? messageId) =>
        messageId is { } id
            ? OfInteraction(method, applicationId, token, "/messages/{message}", $"/messages/{Text(id)}")
            : OfInteraction(method, applicationId, token, "/messages/@original", "/messages/@original");

    private static DiscordRequest OfInteraction(
        HttpMethod method,
        ulong applicationId,
        string token,
        string route,
        string path
    ) =>
        new(
            method,
            "webhooks/{application}/{token}" + route,
            $"webhooks/{Text(applicationId)}/{Uri.EscapeDataString(token)}{path}"
        )
        {
            Resource = ResourceOf(token),
            IsInteraction = true,
        };
}
