using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>What people report.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql Report = NamedSql.Load("moderation/report");
    private static readonly NamedSql DismissReports = NamedSql.Load("moderation/dismiss_reports");

    /// <summary>Longest reason, in characters; the rest is cut off.</summary>
    public const int MaxReason = 500;

    /// <summary>Someone finds something wrong with a picture. Safe to repeat: one person's report of one generation
    /// counts once.</summary>
    /// <param name="id">The generation; anyone's, in any state. That it stands in the reporter's chat is for the
    /// caller to check.</param>
    /// <param name="pictureIndex">Which picture, 1-based; null for the whole.</param>
    /// <param name="by">Who reports it.</param>
    /// <param name="reason">In their words; may be empty.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<ReportOutcome> ReportAsync(
        GenerationId id,
        int? pictureIndex,
        Person by,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var reported = (
            await Report.ReadAsync<Reported>(
                databases,
                new
                {
                    by.Platform,
                    User = PlainText.Clean(by.Id),
                    Name = PlainText.Clean(by.Name),
                    id,
                    pictureIndex,
                    Reason = PlainText.Shorten(PlainText.Clean(reason), MaxReason),
                    Most = options.Value.ReportsPerDay,
                },
                cancellationToken
            )
        )[0];
        return reported switch
        {
            (0, _, _) => ReportOutcome.Unknown,
            (_, 0, _) => ReportOutcome.TooMany,
            (_, _, 0) => ReportOutcome.AlreadyReported,
            _ => ReportOutcome.Taken,
        };
    }

    /// <summary>Closes the open reports of a generation as nothing to act on. False when none is open. What is acted on
    /// is <see cref="TakeDownAsync"/>.</summary>
    public Task<bool> DismissReportsAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(DismissReports, by, new { id }, cancellationToken);

    private sealed record Reported(long Known, long Allowed, long Taken);
}

/// <summary>What became of a report.</summary>
public enum ReportOutcome
{
    /// <summary>The moderators have it.</summary>
    Taken,

    /// <summary>This person had reported this one before.</summary>
    AlreadyReported,

    /// <summary>There is no such generation.</summary>
    Unknown,

    /// <summary>This person has reported as much as one may in a day.</summary>
    TooMany,
}
