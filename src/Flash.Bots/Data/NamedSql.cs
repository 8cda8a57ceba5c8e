using System.Collections.Concurrent;
using System.Reflection;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Flash.Bots.Data;

/// <summary>
/// A statement that LINQ cannot say, from a file in <c>Data/Sql</c>. Its parameters are named, <c>@like_this</c>, and come
/// as the properties of an anonymous object, named <c>LikeThis</c> or <c>likeThis</c>.
/// </summary>
/// <remarks>Immutable; load each once. It runs on the connection and in the transaction of the <see cref="FlashDb"/> that
/// it is given.</remarks>
public sealed class NamedSql
{
    private const string Prefix = "sql/";

    private static readonly ConcurrentDictionary<Type, Parameter[]> Shapes = new();

    private readonly string text;

    private NamedSql(string text) => this.text = text;

    /// <summary>The names of all there are: <c>folder/statement</c>.</summary>
    internal static IEnumerable<string> Names =>
        typeof(NamedSql)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".sql".Length]);

    /// <summary>Reads <c>Data/Sql/NAME.sql</c>.</summary>
    /// <exception cref="ArgumentException">This build has no such file.</exception>
    public static NamedSql Load(string name)
    {
        using var stream = typeof(NamedSql).Assembly.GetManifestResourceStream($"{Prefix}{name}.sql")
            ?? throw new ArgumentException($"This build has no Data/Sql/{name}.sql.", nameof(name));
        using var reader = new StreamReader(stream);
        return new NamedSql(WithoutComments(reader.ReadToEnd()));
    }

    /// <summary>Runs it and reads its rows into <typeparamref name="T"/>, by name: a column <c>reply_address</c> becomes the
    /// property <c>ReplyAddress</c>, with the conversions that <see cref="FlashDb"/> gives that type.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public Task<List<T>> ReadAsync<T>(FlashDb db, object? parameters, CancellationToken cancellationToken) =>
        Query<T>(db, parameters).ToListAsync(cancellationToken);

    /// <summary>The same for LINQ to build on: a SELECT becomes a table that can be joined.</summary>
    public IQueryable<T> Query<T>(FlashDb db, object? parameters) =>
        db.Database.SqlQueryRaw<T>(text, Bind(parameters));

    /// <summary>The first row, or null when there is none.</summary>
    /// <inheritdoc cref="ReadAsync{T}" path="/exception"/>
    public async Task<T?> ReadOneAsync<T>(FlashDb db, object? parameters, CancellationToken cancellationToken)
        where T : class => (await ReadAsync<T>(db, parameters, cancellationToken)).FirstOrDefault();

    /// <summary>Runs it and says how many rows it changed.</summary>
    /// <inheritdoc cref="ReadAsync{T}" path="/exception"/>
    public Task<int> ExecuteAsync(FlashDb db, object? parameters, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(text, Bind(parameters), cancellationToken);

    /// <summary>The parameters of a statement, from the properties of <paramref name="values"/>.</summary>
    private static object[] Bind(object? values) =>
        values is null ? [] : [.. Shapes.GetOrAdd(values.GetType(), Shape).Select(parameter => parameter.Of(values))];

    private static Parameter[] Shape(Type type) => [.. type.GetProperties().Select(Parameter.For)];

    // The server need not read what people do.
    private static string WithoutComments(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)))
            .Trim();

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

        private static string SnakeCase(string name) =>
            string.Concat(
                name.Select(
                    (letter, i) =>
                        char.IsAsciiLetterUpper(letter)
                            ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}"
                            : $"{letter}"
                )
            );
    }
}
