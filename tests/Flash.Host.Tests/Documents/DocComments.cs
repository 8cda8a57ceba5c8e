using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Flash.Host.Tests.Documents;

/// <summary>The summaries that stand in the sources, from the files that the compiler writes beside each
/// assembly, as Markdown on one line.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _read = [];

    /// <summary>The comment of a class, or "" where it has none.</summary>
    public string Of(Type type) => Of(type.Assembly, $"T:{NameOf(type)}");

    /// <summary>The comment of a property; of a record's parameter when that is where it stands.</summary>
    public string Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return Of(type.Assembly, $"P:{NameOf(type)}.{property.Name}") is { Length: > 0 } own
            ? own
            : Text(
                Members(type.Assembly)
                    .GetValueOrDefault($"T:{NameOf(type)}")
                    ?.Elements("param")
                    .FirstOrDefault(parameter => parameter.Attribute("name")?.Value == property.Name)
            );
    }

    private string Of(Assembly assembly, string member) =>
        Text(Members(assembly).GetValueOrDefault(member)?.Element("summary"));

    private Dictionary<string, XElement> Members(Assembly assembly)
    {
        if (!_read.TryGetValue(assembly, out var members))
        {
            members = XDocument
                .Load(Path.ChangeExtension(assembly.Location, ".xml"))
                .Descendants("member")
                .ToDictionary(member => member.Attribute("name")!.Value);
            _read[assembly] = members;
        }

        return members;
    }

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Text(XElement? element) =>
        element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{Target(see)}`",
            XElement other => Text(other),
            _ => "",
        };

    private static string Target(XElement see) =>
        see.Attribute("cref")?.Value.Split('.')[^1] ?? see.Attribute("langword")?.Value ?? see.Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
