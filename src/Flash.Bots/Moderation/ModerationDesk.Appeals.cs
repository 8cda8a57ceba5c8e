using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;

namespace Flash.Bots.Moderation;

/// <summary>What people appeal against.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql Appeal = NamedSql.Load("moderation/appeal");
    private static readonly NamedSql DecideAppeal = NamedSql.Load("moderation/decide_appeal");

    /// <summary>Longest appeal, in characters; the rest is cut off.</summary>
    public const int MaxAppeal = 1_000;

    /// <summary>
    /// Someone disagrees with a decision about them: their ban, or else the latest of their pictures that was rejected
    /// or taken down. One appeal for each.
    /// </summary>
    public async Task<AppealOutcome> AppealAsync(Person by, string text, CancellationToken cancellationToken)
    {
        var appealed = (
            await Appeal.ReadAsync<Appealed>(
                databases,
                new
                {
                    by.Platform,
                    User = PlainText.Clean(by.Id),
                    Name = PlainText.Clean(by.Name),
                    Text = PlainText.Shorten(PlainText.Clean(text), MaxAppeal),
                },
                cancellationToken
            )
        )[0];
        return appealed switch
        {
            (0, _) => AppealOutcome.NothingToAppeal,
            (_, 0) => AppealOutcome.AlreadyMade,
            _ => AppealOutcome.Taken,
        };
    }

    /// <summary>Answers an appeal; one that is granted against a ban lifts it. False when it is not open any
    /// more.</summary>
    public Task<bool> DecideAppealAsync(long appeal, bool granted, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(DecideAppeal, by, new { appeal, granted }, cancellationToken);

    private sealed record Appealed(long Matters, long Taken);
}

/// <summary>What became of an appeal.</summary>
public enum AppealOutcome
{
    /// <summary>The moderators have it.</summary>
    Taken,

    /// <summary>There is an appeal for this already, answered or not.</summary>
    AlreadyMade,

    /// <summary>Nothing was decided against this person.</summary>
    NothingToAppeal,
}
