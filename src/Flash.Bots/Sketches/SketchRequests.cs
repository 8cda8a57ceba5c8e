using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Sketches;

/// <summary>The rows of <c>flash.sketches</c>: sketches that a process without a model asks of one that has
/// it.</summary>
public sealed class SketchRequests(IDbContextFactory<FlashDb> databases)
{
    /// <summary>Notified with a request's id when it is new.</summary>
    public const string AskedChannel = "flash_sketch";

    /// <summary>Notified with a request's id when no one waits for it any more.</summary>
    public const string DroppedChannel = "flash_sketch_dropped";

    /// <summary>Notified with a request's id when its pictures are there.</summary>
    public const string DrawnChannel = "flash_sketched";

    /// <summary>No one waits longer than this for a sketch: the next letter is typed long before.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly NamedSql Ask = NamedSql.Load("sketches/ask");
    private static readonly NamedSql Take = NamedSql.Load("sketches/take");
    private static readonly NamedSql Drop = NamedSql.Load("sketches/drop");
    private static readonly NamedSql Claim = NamedSql.Load("sketches/claim");
    private static readonly NamedSql Finish = NamedSql.Load("sketches/finish");

    /// <summary>Asks a process that has a model. Rows that were not fetched are deleted on the way.</summary>
    public async Task AskAsync(Guid id, Recipe recipe, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Ask.ExecuteAsync(db, new { id, recipe }, cancellationToken);
    }

    /// <summary>The pictures, as JPEG files, and the row is gone; null while they are not drawn.</summary>
    public async Task<IReadOnlyList<byte[]>?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await Take.ReadOneAsync<Drawn>(db, new { id }, cancellationToken))?.Pictures;
    }

    /// <summary>No one waits for it any more: a worker at it stops.</summary>
    public async Task DropAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Drop.ExecuteAsync(db, new { id }, cancellationToken);
    }

    /// <summary>Claims the newest request that is not being drawn: the last to pause waits shortest. Null when there is
    /// none.</summary>
    public async Task<(Guid Id, Recipe Recipe)?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Claim.ReadOneAsync<Asked>(db, new { Patience }, cancellationToken) is { } asked
            ? (asked.Id, asked.Recipe)
            : null;
    }

    /// <summary>Hands the pictures over.</summary>
    public async Task FinishAsync(Guid id, IReadOnlyList<byte[]> pictures, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Finish.ExecuteAsync(db, new { id, Pictures = pictures.ToArray() }, cancellationToken);
    }

    private sealed record Drawn(byte[][] Pictures);

    private sealed record Asked(Guid Id, Recipe Recipe);
}
