using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Flash.Host.Tests.Documents;

/// <summary>The list of settings in docs/configuration.md: of each its kind, its range, its default and its comment in
/// the source.</summary>
internal static partial class SettingsReference
{
    private const int Columns = 120;

    public static string Write()
    {
        var comments = new DocComments();
        var page = new StringBuilder();
        foreach (var (section, type) in OptionClasses.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"### {section}\n\n");
            page.Append(Wrapped(About(comments.Of(type), section), "")).Append('\n');
            foreach (var setting in OptionClasses.Of(section, type, Activator.CreateInstance(type)))
            {
                page.Append(Wrapped($"- **`{setting.Key}`** ({Facts(setting)}). {Comment(comments, setting)}", "  "));
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The heading already says which section it is.</summary>
    private static string About(string comment, string section)
    {
        var rest = comment
            .Replace($" Bound from the configuration section `{section}`.", "", StringComparison.Ordinal)
            .Replace($"Section `{section}`: ", "", StringComparison.Ordinal);
        return rest.Length == 0 ? "" : char.ToUpperInvariant(rest[0]) + rest[1..];
    }

    private static string Facts(Setting setting)
    {
        var type = Nullable.GetUnderlyingType(setting.Property.PropertyType) ?? setting.Property.PropertyType;
        var kind = type switch
        {
            { IsEnum: true } => string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`")),
            _ when type == typeof(bool) => "`true` or `false`",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => "whole number",
            _ when type == typeof(double) || type == typeof(IDictionary<string, double>) => "number",
            _ when type == typeof(TimeSpan) => "time",
            _ when type == typeof(Uri) => "address",
            _ when type == typeof(string) || type.IsGenericType => "text",
            _ => throw new InvalidOperationException($"{setting.Key} is a {type}; say here what people call that."),
        };
        var range = setting.Property.GetCustomAttributes(typeof(RangeAttribute), false) is [RangeAttribute given]
            ? $", {Value(given.Minimum)} to {Value(given.Maximum)}"
            : "";
        var value = setting.Default is null or "" ? "none" : $"`{Value(setting.Default)}`";
        return $"{kind}{range}; default {value}";
    }

    private static string Value(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            int.MaxValue => "2147483647",
            int number => number.ToString("#,0", CultureInfo.InvariantCulture),
            Uri address => address.ToString().TrimEnd('/'),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>Without the default, which is said before it.</summary>
    private static string Comment(DocComments comments, Setting setting)
    {
        var comment = comments.Of(setting.Property);
        return setting.Default is null ? comment : SaysDefault().Replace(comment, "").Trim();
    }

    private static string Wrapped(string text, string indent)
    {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > Columns)
            {
                lines.Append(line).Append('\n');
                line.Clear().Append(indent).Append(word);
            }
            else
            {
                line.Append(line.Length == 0 ? "" : " ").Append(word);
            }
        }

        return lines.Append(line).Append(line.Length == 0 ? "" : "\n").ToString();
    }

    [GeneratedRegex(@" Default [^.:;]{1,12}\.(?= |$)|, the default(?=\.)|; default \d+(?=\.)")]
    private static partial Regex SaysDefault();
}
