using System.Collections.Concurrent;
using System.Reflection;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Data;

/// <summary>The parameters of a <see cref="NamedSql"/>, from the properties of an object.</summary>
internal static class SqlParameters
{
    private static readonly ConcurrentDictionary<Type, Parameter[]> Shapes = new();

    /// <summary>One for each property, named <c>like_this</c>; several objects' together, if it is an array.</summary>
    public static IEnumerable<NpgsqlParameter> Of(object values) =>
        values is object[] several
            ? several.SelectMany(Of)
            : Shapes
                .GetOrAdd(values.GetType(), type => [.. type.GetProperties().Select(Parameter.For)])
                .Select(parameter => parameter.Of(values));

    /// <summary>A C# name as it stands in SQL.</summary>
    public static string SnakeCase(string name) =>
        string.Concat(
            name.Select(
                (letter, i) =>
                    char.IsAsciiLetterUpper(letter)
                        ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}"
                        : $"{letter}"
            )
        );

    /// <summary>One property, and how its values stand in PostgreSQL. The type is said, because a null has none of its
    /// own.</summary>
    private sealed record Parameter(PropertyInfo Property, string Name, NpgsqlDbType? Type, Func<object, object> Store)
    {
        public static Parameter For(PropertyInfo property)
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var (stored, store) = How(type);
            return new Parameter(property, SnakeCase(property.Name), stored, store);
        }

        public NpgsqlParameter Of(object values)
        {
            var parameter = new NpgsqlParameter
            {
                ParameterName = Name,
                Value = Property.GetValue(values) is { } value ? Store(value) : DBNull.Value,
            };
            if (Type is { } type)
            {
                parameter.NpgsqlDbType = type;
            }

            return parameter;
        }

        private static (NpgsqlDbType? Type, Func<object, object> Store) How(Type type) =>
            type switch
            {
                _ when type == typeof(GenerationId) => (NpgsqlDbType.Uuid, id => ((GenerationId)id).Value),
                _ when type == typeof(Recipe) => (NpgsqlDbType.Jsonb, value => FlashJson.Write((Recipe)value)),
                _ when typeof(ReplyAddress).IsAssignableFrom(type) => (NpgsqlDbType.Jsonb, value =>
                    FlashJson.Write((ReplyAddress)value)
                ),
                _ when typeof(MessageRef).IsAssignableFrom(type) => (NpgsqlDbType.Jsonb, value =>
                    FlashJson.Write((MessageRef)value)
                ),
                _ when type == typeof(Json) => (NpgsqlDbType.Jsonb, value => ((Json)value).Text),
                _ when type.IsEnum => (NpgsqlDbType.Text, value =>
                    value.ToString()!.ToLowerInvariant() // as StoredName has it; an enum has a name
                ),
                _ when type == typeof(DateTimeOffset) => (NpgsqlDbType.TimestampTz, value =>
                    ((DateTimeOffset)value).ToUniversalTime()
                ),
                _ when type == typeof(TimeSpan) => (NpgsqlDbType.Interval, value => value),
                _ when type == typeof(Guid) => (NpgsqlDbType.Uuid, value => value),
                _ when type == typeof(string) => (NpgsqlDbType.Text, value => value),
                _ when type == typeof(int) => (NpgsqlDbType.Integer, value => value),
                _ when type == typeof(long) => (NpgsqlDbType.Bigint, value => value),
                _ when type == typeof(bool) => (NpgsqlDbType.Boolean, value => value),
                _ when type == typeof(double) => (NpgsqlDbType.Double, value => value),
                _ when type == typeof(byte[]) => (NpgsqlDbType.Bytea, value => value),
                _ => (null, value => value), // arrays and lists: Npgsql knows their type, empty or not
            };
    }
}
