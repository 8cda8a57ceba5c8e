namespace Flash.Bots.Moderation;

/// <summary>Who acts, as the audit log names them.</summary>
/// <param name="Platform">A network in lower case, or <c>flash</c> for the console and the command line.</param>
/// <param name="Id">Their id there.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they may do.</param>
public sealed record Moderator(string Platform, string Id, string Name, ModeratorRole Role = ModeratorRole.Moderator)
{
    /// <summary>Tells two moderators apart, whatever they are called.</summary>
    internal string Key => $"{Platform}:{Id}";

    /// <summary>What a statement calls <c>@by_platform</c>, <c>@by_id</c>, <c>@by_name</c> and
    /// <c>@by_key</c>.</summary>
    public object Signature =>
        new
        {
            ByPlatform = Platform,
            ById = Id,
            ByName = Name,
            ByKey = Key,
        };
}

/// <summary>What a moderator may do. Stored by name, in lower case.</summary>
public enum ModeratorRole
{
    /// <summary>Decides on pictures, people and rules.</summary>
    Moderator,

    /// <summary>Also quotas, other moderators, erasing people, and the queue's dashboard.</summary>
    Admin,
}
