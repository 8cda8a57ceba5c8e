using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>Whether someone may ask for pictures.</summary>
internal static class BansInForce
{
    /// <summary>The ban that is in force for a person; for a browser also that of another one at the same
    /// address.</summary>
    /// <param name="db">Where bans stand.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="externalId">The person's id as it is stored.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<SubmitResult.Banned?> FindAsync(
        FlashDb db,
        Person person,
        string externalId,
        CancellationToken cancellationToken
    )
    {
        var inForce = db.Bans.Where(ban => ban.LiftedAt == null && (ban.Until == null || ban.Until > FlashDb.Now()));
        var own = await inForce
            // A ban has a person.
            .Where(ban => ban.User!.Platform == person.Platform && ban.User.ExternalId == externalId)
            .Select(ban => new SubmitResult.Banned(ban.Reason, ban.Until))
            .FirstOrDefaultAsync(cancellationToken);
        return own is not null || person.Address is not { } address
            ? own
            : await inForce
                // A ban has a person.
                .Where(ban => ban.User!.Platform == person.Platform && ban.User.Address == address)
                .Select(ban => new SubmitResult.Banned(ban.Reason, ban.Until))
                .FirstOrDefaultAsync(cancellationToken);
    }
}
