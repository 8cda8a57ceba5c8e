using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Moderation;

/// <summary>
/// What moderators do, and what people bring before them. Every act and its audit entry are one statement, so one
/// transaction; an act that changes nothing leaves no entry.
/// </summary>
public sealed partial class ModerationDesk(IDbContextFactory<FlashDb> databases, IOptions<ModerationOptions> options)
{
    /// <summary>With the usual settings.</summary>
    public ModerationDesk(IDbContextFactory<FlashDb> databases)
        : this(databases, Options.Create(new ModerationOptions())) { }

    private async Task<bool> ActAsync(
        NamedSql act,
        Moderator by,
        object parameters,
        CancellationToken cancellationToken
    ) => await act.ExecuteAsync(databases, new[] { by.Signature, parameters }, cancellationToken) > 0;
}
