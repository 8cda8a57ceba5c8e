using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Conversations.Menus;

/// <summary>
/// Which messages are menus, and whose: on networks whose clients can send any code for any message, a press must not
/// turn someone's picture into one, nor use another person's.
/// </summary>
public sealed class OpenMenus(IDbContextFactory<FlashDb> databases, AskedGenerations generations, TimeProvider time)
{
    /// <summary>Looks for a menu that is being written down at this moment: a quick person presses before that is
    /// done.</summary>
    private const int Looks = 10;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    private static readonly NamedSql Record = NamedSql.Load("people/open_menu");

    /// <summary>Writes down that a message is a menu.</summary>
    public async Task RecordAsync(
        MessageRef message,
        Platform platform,
        string? ownerId,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Menus.Where(menu => menu.PostedAt < FlashDb.Now() - Remembered).ExecuteDeleteAsync(cancellationToken);
        await Record.ExecuteAsync(
            db,
            new { message, Owner = ownerId is null ? null : Digest(platform, ownerId) },
            cancellationToken
        );
    }

    /// <summary>What to answer to who may not use the menu that they pressed in; null where they may.</summary>
    public async Task<string?> RefusalAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        // Discord takes only the codes that stand below the message, and shows menus to no one else.
        if (press.Message is null or DiscordMessage)
        {
            return null;
        }

        for (var look = 0; ; look++)
        {
            if (await MayUseAsync(press.Message, press.From, cancellationToken) is { } may)
            {
                return may ? null : press.Texts.NotYourMenu;
            }

            if (
                look == Looks
                || (look == 0 && await generations.FindByMessageAsync(press.Message, cancellationToken) is not null)
            )
            {
                return press.Texts.UnknownButton;
            }

            await Task.Delay(Between, time, cancellationToken);
        }
    }

    /// <summary>Null for a message that is no menu.</summary>
    private async Task<bool?> MayUseAsync(MessageRef message, Person person, CancellationToken cancellationToken)
    {
        var digest = Digest(person.Platform, person.Id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Menus.Where(menu => menu.Message == message)
            .Select(menu => (bool?)(menu.Owner == null || menu.Owner == digest))
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static byte[] Digest(Platform platform, string id) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{StoredName.Of(platform)}:{id}"));
}
