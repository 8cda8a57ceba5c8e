using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>What a person may do about what Flash keeps of them, as messages.</summary>
internal sealed class PrivacyDesk(PersonalData data, CountedMessages sends, ChatReplies replies)
{
    public const string Prefix = "me";
    public const string Export = "export";
    public const string Erase = "erase";
    public const string EraseYes = "eraseyes";
    public const string Keep = "keep";

    /// <summary>Whether an answer there is for the person's eyes only: Discord shows it to no one else, elsewhere it
    /// takes a private chat.</summary>
    public static bool IsPrivate(Chat chat) => chat.IsPrivate || chat.Platform == Platform.Discord;

    public static OutgoingMessage Explain(Texts texts) =>
        new()
        {
            Text = texts.Privacy,
            Buttons =
            [
                [
                    new Button(texts.ExportButton, $"{Prefix}:{Export}"),
                    new Button(texts.EraseButton, $"{Prefix}:{Erase}"),
                ],
            ],
            IsPersonal = true,
        };

    public static OutgoingMessage AreYouSure(Texts texts) =>
        new()
        {
            Text = texts.EraseSure,
            Buttons =
            [
                [
                    new Button(texts.EraseYesButton, $"{Prefix}:{EraseYes}"),
                    new Button(texts.KeepButton, $"{Prefix}:{Keep}"),
                ],
            ],
            IsPersonal = true,
        };

    public async Task<OutgoingMessage> ExportAsync(Texts texts, Person person, CancellationToken cancellationToken) =>
        new()
        {
            Text = texts.Exported,
            Media =
            [
                new EncodedMedia(
                    await data.ExportAsync(person.Platform, person.Id, cancellationToken),
                    MediaKind.Json,
                    "flash-data.json",
                    texts.Exported
                ),
            ],
            IsDocument = true,
            IsPersonal = true,
        };

    /// <summary>Erases, and takes away the messages that still stand in chats, as far as their networks let them
    /// go.</summary>
    public async Task<OutgoingMessage> EraseAsync(Texts texts, Person person, CancellationToken cancellationToken)
    {
        var self = new Moderator(StoredName.Of(person.Platform), person.Id, person.Name);
        var erasure = await data.EraseAsync(person.Platform, person.Id, self, cancellationToken);
        foreach (var (_, platform, message) in erasure.Messages)
        {
            if (sends.Speaks(platform))
            {
                await replies.RemoveAsync(texts, platform, message, cancellationToken);
            }
        }

        return new OutgoingMessage { Text = texts.Erased(erasure.Generations, erasure.Pictures), IsPersonal = true };
    }
}
