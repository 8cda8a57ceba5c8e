namespace Flash.Bots.Data;

/// <summary>A value for a <c>jsonb</c> parameter of a <see cref="NamedSql"/>.</summary>
/// <param name="Text">The JSON.</param>
public sealed record Json(string Text)
{
    /// <summary><paramref name="value"/> as <see cref="FlashJson"/> writes it.</summary>
    public static Json Of<T>(T value) => new(FlashJson.Write(value));
}
