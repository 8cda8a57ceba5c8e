using System.Reflection;
using Flash.Bots.Discord;
using Flash.Bots.Generations;
using Flash.Bots.Telegram;
using Flash.Bots.Web.Playground;
using Flash.Inference;
using Flash.Worker;

namespace Flash.Host.Tests.Documents;

/// <summary>Every setting that an options class holds: the classes are those that name their section.</summary>
internal static class OptionClasses
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(InferenceOptions).Assembly,
        typeof(PictureOptions).Assembly,
        typeof(TelegramOptions).Assembly,
        typeof(DiscordOptions).Assembly,
        typeof(PlaygroundOptions).Assembly,
        typeof(WorkerOptions).Assembly,
    ];

    /// <summary>Section and class, in the order of the sections' names.</summary>
    public static IReadOnlyList<(string Section, Type Class)> All { get; } =
    [
        .. Assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => (Section: type.GetField("Section")?.GetRawConstantValue() as string, Class: type))
            .Where(found => found.Section is not null)
            .Select(found => (found.Section!, found.Class))
            .OrderBy(found => found.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The settings of a class and of those it holds, as they are declared.</summary>
    public static IEnumerable<Setting> Of(string section, Type type, object? defaults)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{section}:{property.Name}";
            if (Values(property.PropertyType) is { IsPrimitive: true })
            {
                yield return new Setting($"{key}:NAME", property, null);
            }
            else if (Values(property.PropertyType) is { } values)
            {
                foreach (var inner in Of($"{key}:NAME", values, null))
                {
                    yield return inner;
                }
            }
            else if (IsList(property.PropertyType))
            {
                yield return new Setting($"{key}:0", property, null);
            }
            else if (property.PropertyType.IsClass && Assemblies.Contains(property.PropertyType.Assembly))
            {
                foreach (var inner in Of(key, property.PropertyType, property.GetValue(defaults)))
                {
                    yield return inner;
                }
            }
            else if (property.SetMethod is { IsPublic: true })
            {
                yield return new Setting(key, property, defaults is null ? null : property.GetValue(defaults));
            }
        }
    }

    private static Type? Values(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>)
            ? type.GetGenericArguments()[1]
            : null;

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>);
}

/// <summary>One setting.</summary>
/// <param name="Key">As the configuration names it.</param>
/// <param name="Property">Where its attributes and its comment stand.</param>
/// <param name="Default">What holds when nothing is set; null for none.</param>
internal sealed record Setting(string Key, PropertyInfo Property, object? Default);
