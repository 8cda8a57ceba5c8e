using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Preferences;

/// <summary>Reads and writes what people and chats have set.</summary>
public sealed class PreferenceStore(IDbContextFactory<FlashDb> databases)
{
    private static readonly NamedSql SetPerson = NamedSql.Load("people/set_person");
    private static readonly NamedSql SetChat = NamedSql.Load("people/set_chat");

    /// <summary>The person's and the chat's; <see cref="Preference.AsUsual"/> for whom Flash does not know.</summary>
    public async Task<(Preference Person, Preference Chat)> ReadAsync(
        Person person,
        Chat chat,
        CancellationToken cancellationToken
    )
    {
        var (personId, chatId) = (PlainText.Clean(person.Id), PlainText.Clean(chat.Id));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ofPerson = db
            .Users.Where(user => user.Platform == person.Platform && user.ExternalId == personId)
            .Select(user => new { IsChat = false, user.Settings });
        var ofChat = db
            .Chats.Where(known => known.Platform == chat.Platform && known.ExternalId == chatId)
            .Select(known => new { IsChat = true, known.Settings });
        var found = await ofPerson.Concat(ofChat).ToListAsync(cancellationToken);
        return (Read(isChat: false), Read(isChat: true));

        Preference Read(bool isChat) =>
            found.Find(row => row.IsChat == isChat) is { Settings: var json }
                ? FlashJson.Read<Preference>(json)
                : Preference.AsUsual;
    }

    /// <summary>Replaces the person's, or the chat's.</summary>
    public async Task WriteAsync(
        PreferenceScope scope,
        Person person,
        Chat chat,
        Preference preference,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var settings = Json.Of(preference);
        await (
            scope == PreferenceScope.User
                ? SetPerson.ExecuteAsync(
                    db,
                    new
                    {
                        person.Platform,
                        ExternalId = PlainText.Clean(person.Id),
                        Name = PlainText.Clean(person.Name),
                        person.Language,
                        settings,
                    },
                    cancellationToken
                )
                : SetChat.ExecuteAsync(
                    db,
                    new
                    {
                        chat.Platform,
                        ExternalId = PlainText.Clean(chat.Id),
                        Title = chat.Title is { } title ? PlainText.Clean(title) : null,
                        chat.IsPrivate,
                        settings,
                    },
                    cancellationToken
                )
        );
    }
}
