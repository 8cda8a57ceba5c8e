using System.Globalization;
using Flash.Bots.Conversations;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>
/// Words in direct messages: a prompt needs no command there, a picture is one to start from, and an answer to Flash's
/// pictures words them anew. Answers are messages of the bot itself: there is no interaction to respond to.
/// </summary>
internal sealed class DirectMessages(
    Conversation conversation,
    DiscordMessenger messenger,
    ApplicationIdentity application
)
{
    public async Task HandleAsync(DirectMessage message, CancellationToken cancellationToken)
    {
        var files = message.Files.ToList();
        if (message.Author is not { } author || (string.IsNullOrWhiteSpace(message.Content) && files.Count == 0))
        {
            // A sticker, a poll, a call: nothing that could be drawn.
            return;
        }

        var said = await SayAsync(message, author, cancellationToken);
        var words = new DiscordTexts(said.Texts);
        var picture = files.FirstOrDefault(file => GivenPictures.MistakeIn(file, words) is null);
        if (files.Count > 0 && picture is null)
        {
            await messenger.PostAsync(
                said.ReplyTo,
                new OutgoingMessage { Text = GivenPictures.MistakeIn(files[0], words)! },
                cancellationToken
            ); // none is without one
        }
        else if (picture is null && !said.Text.StartsWith('/') && Answered(message) is { } generation)
        {
            await conversation.RewordAsync(said, generation, cancellationToken);
        }
        else
        {
            var url = (
                picture
                ?? message.ReferencedMessage?.Files.FirstOrDefault(file => GivenPictures.MistakeIn(file, words) is null)
            )?.Url;
            await conversation.HandleAsync(
                url is null ? said : said with { Picture = new DiscordPicture(url) },
                cancellationToken
            );
        }
    }

    /// <summary>The generation below whose pictures the answer stands: its buttons name it.</summary>
    private static GenerationId? Answered(DirectMessage message) =>
        (message.ReferencedMessage?.Codes ?? [])
            .Select(code => ButtonAction.TryParse(code, out var action) ? action.Generation : (GenerationId?)null)
            .FirstOrDefault(found => found is not null);

    private async Task<IncomingMessage> SayAsync(
        DirectMessage message,
        InteractionUser author,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            // Ids of messages are unique in all of Discord.
            IdempotencyKey = $"discord:message:{Text(message.Id)}",
            From = new Person(Platform.Discord, Text(author.Id), author.GlobalName ?? author.Username ?? ""),
            Chat = new Chat(Platform.Discord, Text(message.ChannelId), Title: null, IsPrivate: true),
            Text = message.Content ?? "",
            ReplyTo = new DiscordReply(
                await application.IdAsync(cancellationToken),
                "",
                DateTimeOffset.MinValue,
                message.ChannelId,
                author.Id,
                AnswersMessageId: message.Id
            ),
            MayManageChat = true,
        };

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
