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

    public static OutgoingMessage Explain() =>
        new()
        {
            Text = Texts.Privacy,
            Buttons =
            [
                [
                    new Button(Texts.ExportButton, $"{Prefix}:{Export}"),
                    new Button(Texts.EraseButton, $"{Prefix}:{Erase}"),
                ],
            ],
            IsPersonal = true,
        };

    public static OutgoingMessage AreYouSure() =>
        new()
        {
            Text = Texts.EraseSure,
            Buttons =
            [
                [
                    new Button(Texts.EraseYesButton, $"{Prefix}:{EraseYes}"),
                    new Button(Texts.KeepButton, $"{Prefix}:{Keep}"),
                ],
            ],
            IsPersonal = true,
        };

    public async Task<OutgoingMessage> ExportAsync(Person person, CancellationToken cancellationToken) =>
        new()
        {
            Text = Texts.Exported,
            Media =
            [
                new EncodedMedia(
                    await data.ExportAsync(person.Platform, person.Id, cancellationToken),
                    MediaKind.Json,
                    "flash-data.json",
                    Texts.Exported
                ),
            ],
            IsDocument = true,
            IsPersonal = true,
        };

    /// <summary>Erases, and takes away the messages that still stand in chats, as far as their networks let them
    /// go.</summary>
    public async Task<OutgoingMessage> EraseAsync(Person person, CancellationToken cancellationToken)
    {
        var self = new Moderator(StoredName.Of(person.Platform), person.Id, person.Name);
        var erasure = await data.EraseAsync(person.Platform, person.Id, self, cancellationToken);
        foreach (var (_, platform, message) in erasure.Messages)
        {
            if (sends.Speaks(platform))
            {
                await replies.RemoveAsync(platform, message, cancellationToken);
            }
        }

        return new OutgoingMessage { Text = Texts.Erased(erasure.Generations, erasure.Pictures), IsPersonal = true };
    }
}
