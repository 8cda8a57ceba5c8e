namespace Flash.Bots.Data;

/// <summary>Enums stand in the database by name, in lower case: readable in psql and stable when members
/// move.</summary>
public static class StoredName
{
    /// <summary>The name as stored.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The value with that stored name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);

    /// <summary>A CHECK that admits the members of <typeparamref name="T"/> and nothing else.</summary>
    internal static string Check<T>(string column)
        where T : struct, Enum =>
        $"{column} IN ({string.Join(", ", Enum.GetValues<T>().Select(value => $"'{Of(value)}'"))})";
}
