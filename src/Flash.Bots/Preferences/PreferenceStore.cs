using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Npgsql;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Preferences;

/// <summary>Reads and writes what people and chats have set.</summary>
public sealed class PreferenceStore(NpgsqlDataSource dataSource)
{
    /// <summary>The person's and the chat's; <see cref="Preference.AsUsual"/> for whom Flash does not know.</summary>
    public async Task<(Preference Person, Preference Chat)> ReadAsync(
        Person person,
        Chat chat,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            SELECT (SELECT settings FROM flash.users WHERE platform = $1 AND external_id = $2),
                (SELECT settings FROM flash.chats WHERE platform = $3 AND external_id = $4)
            """,
            StoredName.Of(person.Platform),
            PlainText.Clean(person.Id),
            StoredName.Of(chat.Platform),
            PlainText.Clean(chat.Id)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (Read(0), Read(1));

        Preference Read(int column) =>
            row.IsDBNull(column) ? Preference.AsUsual : FlashJson.Read<Preference>(row.GetString(column));
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
        var json = SqlCommands.Json(FlashJson.Write(preference));
        await using var command =
            scope == PreferenceScope.User
                ? dataSource.Command(
                    """
                    INSERT INTO flash.users (platform, external_id, name, language, settings) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (platform, external_id) DO UPDATE SET settings = EXCLUDED.settings
                    """,
                    StoredName.Of(person.Platform),
                    PlainText.Clean(person.Id),
                    PlainText.Clean(person.Name),
                    SqlCommands.Text(person.Language),
                    json
                )
                : dataSource.Command(
                    """
                    INSERT INTO flash.chats (platform, external_id, title, is_private, settings) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (platform, external_id) DO UPDATE SET settings = EXCLUDED.settings
                    """,
                    StoredName.Of(chat.Platform),
                    PlainText.Clean(chat.Id),
                    SqlCommands.Text(chat.Title is { } title ? PlainText.Clean(title) : null),
                    chat.IsPrivate,
                    json
                );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
