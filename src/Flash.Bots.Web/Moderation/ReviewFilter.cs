namespace Flash.Bots.Web.Moderation;

/// <summary>Which cases, in which order; what is none of the known words means all of them, the oldest first.</summary>
/// <param name="Kind"><c>held</c> or <c>reported</c>.</param>
/// <param name="On">A network.</param>
/// <param name="Sort"><c>newest</c>, or <c>reports</c> for the most reported.</param>
public sealed record ReviewFilter(string? Kind = null, string? On = null, string? Sort = null)
{
    public string KindOrEmpty => Kind is "held" or "reported" ? Kind : "";

    public string OnOrEmpty => PeopleEndpoints.PlatformOf(On ?? "") is null ? "" : On!; // it is a name

    /// <summary>As part of an address.</summary>
    public string Query => $"kind={KindOrEmpty}&on={OnOrEmpty}&sort={(Sort is "newest" or "reports" ? Sort : "")}";
}
