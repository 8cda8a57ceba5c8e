namespace Flash.Bots.Web.Moderation;

/// <summary>What the console's searches share.</summary>
internal static class Queries
{
    /// <summary>What <see cref="Like"/> puts before what stands for itself; PostgreSQL has to be told.</summary>
    public const string Escape = @"\";

    /// <summary>Percent signs and underscores in what is searched for stand for themselves.</summary>
    public static string Like(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
