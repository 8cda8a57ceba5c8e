using System.Reflection;
using System.Text.Json;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>
/// Reads the rows of a result into <typeparamref name="T"/>: a value into the type itself; columns into the parameters
/// of its longest constructor and into properties that can be set, by name.
/// </summary>
internal sealed class SqlRow<T>
{
    private readonly NpgsqlDataReader reader;
    private readonly ConstructorInfo? constructor;
    private readonly (int Column, Type Type, object? Missing)[] parameters = [];
    private readonly (int Column, PropertyInfo Property)[] properties = [];

    /// <exception cref="InvalidOperationException">A parameter has no column and no value of its own.</exception>
    public SqlRow(NpgsqlDataReader reader)
    {
        this.reader = reader;
        if (IsValue(typeof(T)))
        {
            return;
        }

        var columns = Enumerable
            .Range(0, reader.FieldCount)
            .ToDictionary(column => reader.GetName(column), StringComparer.Ordinal);
        constructor = typeof(T).GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no public constructor.");
        parameters =
        [
            .. constructor
                .GetParameters()
                .Select(parameter =>
                    columns.Remove(SqlParameters.SnakeCase(parameter.Name!), out var column) // constructors' have names
                        ? (column, parameter.ParameterType, null)
                    : parameter.HasDefaultValue ? (-1, parameter.ParameterType, parameter.DefaultValue)
                    : throw new InvalidOperationException(
                        $"The statement gives no {SqlParameters.SnakeCase(parameter.Name!)} for {typeof(T).Name}."
                    )
                ),
        ];
        properties =
        [
            .. typeof(T)
                .GetProperties()
                .Where(property => property.CanWrite && columns.ContainsKey(SqlParameters.SnakeCase(property.Name)))
                .Select(property => (columns[SqlParameters.SnakeCase(property.Name)], property)),
        ];
    }

    /// <summary>The row that the reader is at.</summary>
    public T Read()
    {
        if (constructor is null)
        {
            return (T)Read(0, typeof(T))!; // a statement that gives a value gives one
        }

        var row = constructor.Invoke([
            .. parameters.Select(parameter =>
                parameter.Column < 0 ? parameter.Missing : Read(parameter.Column, parameter.Type)
            ),
        ]);
        foreach (var (column, property) in properties)
        {
            property.SetValue(row, Read(column, property.PropertyType));
        }

        return (T)row;
    }

    private static bool IsValue(Type type) => type.Namespace is "System" || type.IsEnum || type == typeof(GenerationId);

    private object? Read(int column, Type declared)
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type == typeof(GenerationId) => new GenerationId(reader.GetGuid(column)),
            _ when type == typeof(Recipe) || type == typeof(ReplyAddress) || type == typeof(MessageRef) =>
                JsonSerializer.Deserialize(reader.GetString(column), type, FlashJson.Options),
            _ when type.IsEnum => Enum.Parse(type, reader.GetString(column), ignoreCase: true), // as StoredName has it
            _ when type == typeof(DateTimeOffset) => reader.GetFieldValue<DateTimeOffset>(column),
            _ when type == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(column),
            _ when type == typeof(int) => reader.GetInt32(column),
            _ when type == typeof(long) => reader.GetInt64(column),
            _ when type == typeof(byte[][]) => reader.GetFieldValue<byte[][]>(column),
            _ => reader.GetValue(column),
        };
    }
}
