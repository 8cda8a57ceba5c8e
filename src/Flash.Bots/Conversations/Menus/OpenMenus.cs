using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Conversations.Menus;

/// <summary>
/// Which messages are menus, and whose: on networks whose clients can send any code for any message, a press must not
/// turn somebody's picture into one, nor use another person's.
/// </summary>
public sealed class OpenMenus(NpgsqlDataSource dataSource, AskedGenerations generations, TimeProvider time)
{
    /// <summary>Looks for a menu that is being written down at this moment: whoever is quick presses before that is
    /// done.</summary>
    private const int Looks = 10;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes down that a message is a menu.</summary>
    public async Task RecordAsync(
        MessageRef message,
        Platform platform,
        string? ownerId,
        CancellationToken cancellationToken
    )
    {
        await using var batch = dataSource.CreateBatch();
        batch.Add("DELETE FROM flash.menus WHERE posted_at < now() - interval '90 days'");
        batch.Add(
            "INSERT INTO flash.menus (message, owner) VALUES ($1, $2) ON CONFLICT (message) DO NOTHING",
            SqlCommands.Json(FlashJson.Write(message)),
            new NpgsqlParameter
            {
                Value = ownerId is null ? DBNull.Value : Digest(platform, ownerId),
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea,
            }
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What to answer to who may not use the menu that they pressed in; null where they may.</summary>
    public async Task<string?> RefusalAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        // Discord takes only the codes that stand below the message, and shows menus to nobody else.
        if (press.Message is null or DiscordMessage)
        {
            return null;
        }

        for (var look = 0; ; look++)
        {
            if (await MayUseAsync(press.Message, press.From, cancellationToken) is { } may)
            {
                return may ? null : Texts.NotYourMenu;
            }

            if (
                look == Looks
                || (look == 0 && await generations.FindByMessageAsync(press.Message, cancellationToken) is not null)
            )
            {
                return Texts.UnknownButton;
            }

            await Task.Delay(Between, time, cancellationToken);
        }
    }

    /// <summary>Null for a message that is no menu.</summary>
    private async Task<bool?> MayUseAsync(MessageRef message, Person person, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT owner IS NULL OR owner = $2 FROM flash.menus WHERE message = $1",
            SqlCommands.Json(FlashJson.Write(message)),
            Digest(person.Platform, person.Id)
        );
        return await command.ExecuteScalarAsync(cancellationToken) as bool?;
    }

    private static byte[] Digest(Platform platform, string id) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{StoredName.Of(platform)}:{id}"));
}
