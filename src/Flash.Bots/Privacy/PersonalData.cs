using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Privacy;

/// <summary>What Flash knows of a person: handing it to them, and forgetting it.</summary>
public sealed class PersonalData(IDbContextFactory<FlashDb> databases, PersonalExport export)
{
    private static readonly NamedSql WaitForRequests = NamedSql.Load("privacy/wait_for_requests");
    private static readonly NamedSql Messages = NamedSql.Load("privacy/erased_messages");
    private static readonly NamedSql CallOff = NamedSql.Load("privacy/erase_waiting");
    private static readonly NamedSql Pictures = NamedSql.Load("privacy/erase_pictures");
    private static readonly NamedSql Words = NamedSql.Load("privacy/erase_words");
    private static readonly NamedSql Cases = NamedSql.Load("privacy/erase_cases");
    private static readonly NamedSql Conversation = NamedSql.Load("privacy/erase_conversation");
    private static readonly NamedSql Name = NamedSql.Load("privacy/erase_name");
    private static readonly NamedSql Keys = NamedSql.Load("privacy/erase_keys");

    /// <summary>Everything that is kept of the person, as a JSON document (UTF-8, indented). A person Flash does not
    /// know gets a document that says so.</summary>
    public Task<byte[]> ExportAsync(Platform platform, string userId, CancellationToken cancellationToken) =>
        export.WriteAsync(new PersonId(StoredName.Of(platform), PlainText.Clean(userId)), cancellationToken);

    /// <summary>
    /// Forgets the person's name, words and pictures, calls off what waits or is being drawn, and destroys the key of
    /// what the audit log keeps of them. Their number on the network stays, with bans, so that erasing oneself lifts
    /// none. Safe to repeat; one transaction.
    /// </summary>
    /// <param name="platform">The network.</param>
    /// <param name="userId">The network's id for the person.</param>
    /// <param name="by">Who asked for it: the person, or a moderator. Only a moderator's name is written down.</param>
    /// <param name="cancellationToken">Leaves everything as it was, unless it is done already.</param>
    public async Task<Erasure> EraseAsync(
        Platform platform,
        string userId,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        var person = new PersonId(StoredName.Of(platform), PlainText.Clean(userId));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var them = new { person.Platform, User = person.ExternalId };
        await WaitForRequests.ExecuteAsync(db, them, cancellationToken);
        var messages = await Messages.ReadAsync<Said>(db, them, cancellationToken);
        await CallOff.ExecuteAsync(db, them, cancellationToken);
        var pictures = await Pictures.ExecuteAsync(db, them, cancellationToken);
        var generations = await Words.ExecuteAsync(db, them, cancellationToken);
        await Cases.ExecuteAsync(db, them, cancellationToken);
        await Conversation.ExecuteAsync(db, them, cancellationToken);
        await Name.ExecuteAsync(db, them, cancellationToken);
        var keys = await Keys.ExecuteAsync(db, them, cancellationToken);
        var isSelf = by.Platform == person.Platform && by.Id == person.ExternalId;
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = by.Platform,
                ActorId = by.Id,
                ActorName = isSelf ? "" : by.Name,
                Action = "user.erased",
                Details = FlashJson.Write(
                    new
                    {
                        platform = person.Platform,
                        user = person.ExternalId,
                        generations,
                        pictures,
                    }
                ),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Erasure(
            generations,
            pictures,
            keys,
            messages.ConvertAll(said => (said.Id, said.Platform, said.Message))
        );
    }

    private sealed record Said(GenerationId Id, Platform Platform, MessageRef Message);
}
