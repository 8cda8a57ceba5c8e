using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Flash.Bots.Data;

/// <summary>How our value types stand in columns.</summary>
internal static class Conversions
{
    public sealed class OfGenerationId()
        : ValueConverter<GenerationId, Guid>(id => id.Value, value => new GenerationId(value));

    public sealed class OfName<T>()
        : ValueConverter<T, string>(value => StoredName.Of(value), name => StoredName.Parse<T>(name))
        where T : struct, Enum;

    public sealed class OfJson<T>()
        : ValueConverter<T, string>(value => FlashJson.Write(value), json => FlashJson.Read<T>(json));
}
