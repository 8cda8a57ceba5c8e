namespace Flash.Bots.Moderation.Cards;

/// <summary>What is known of a person: requests, bans, rejected and removed ones, reports against them.</summary>
public sealed record PersonRecord(long Requests, long Bans, long Rejected, long Removed, long Reports)
{
    /// <summary>Nothing was ever decided or reported.</summary>
    public bool IsClean => (Bans, Rejected, Removed, Reports) is (0, 0, 0, 0);

    /// <summary>For the console, in English.</summary>
    public override string ToString() =>
        IsClean
            ? $"{Requests} requests, nothing against them"
            : $"{Requests} requests, {Bans} bans, {Rejected} rejected, {Removed} removed, reported {Reports} times";
}
