using System.Text.Json;
using Flash.Bots.Glossary;

namespace Flash.Bots.Tests.Glossary;

/// <summary>The glossary has all that flash-mini knows, in every language, and nothing that only looks like it.</summary>
public sealed class GlossaryTests
{
    private static readonly string[] Languages = ["ru", "uk", "de", "fr", "es", "pt", "it", "zh", "ar"];

    private static readonly Dictionary<string, List<string>> Lines = Read("glossary.txt")
        .GroupBy(line => line[0][2..].Trim(' ', ','))
        .ToDictionary(group => group.Key, group => group.SelectMany(LanguagesOf).ToList());

    public static TheoryData<string> Known()
    {
        using var stream = typeof(Glossaries).Assembly.GetManifestResourceStream("vocabularies/flash-mini.json")!;
        using var json = JsonDocument.Parse(stream);
        var root = json.RootElement;
        return
        [
            .. root.GetProperty("things").EnumerateObject().Select(thing => thing.Name),
            .. root.GetProperty("colours").EnumerateObject().Select(colour => colour.Name),
            .. root.GetProperty("sizes").EnumerateObject().Select(size => size.Name is "large" ? "big" : size.Name),
            .. root.GetProperty("counts").EnumerateObject().Select(count => count.Value[0].GetString()!),
            .. root.GetProperty("styles")
                .EnumerateObject()
                .Select(style => style.Name)
                .Where(name => name is not ("illustration" or "flat")),
            .. First(root, "settings"),
            .. First(root, "hours"),
            .. First(root, "weathers"),
            .. root.GetProperty("positions").EnumerateObject().Select(position => position.Value[0].GetString()!),
        ];
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void What_the_model_knows_has_a_word_in_every_language(string english) =>
        Assert.Equal(Languages.Order(), Lines[english].Distinct().Order());

    [Fact]
    public void Every_line_has_every_language() =>
        Assert.All(Read("glossary.txt").Where(line => line[0][0] != 'x' && line[0] != "d the"), line =>
            Assert.Equal(Languages, LanguagesOf(line))
        );

    [Fact]
    public void Every_change_can_be_said_in_every_language() =>
        Assert.All(Read("changes.txt"), line => Assert.Equal(Languages, LanguagesOf(line)));

    [Theory]
    [InlineData("ru", "больше")]
    [InlineData("ru", "белка")]
    [InlineData("ru", "деревня")]
    [InlineData("ru", "старт")]
    [InlineData("ru", "малина")]
    [InlineData("ru", "рыбак")]
    [InlineData("uk", "більше")]
    [InlineData("uk", "менше")]
    [InlineData("uk", "серед")]
    [InlineData("de", "großmutter")]
    [InlineData("de", "blaubeere")]
    [InlineData("de", "schwarzwald")]
    [InlineData("de", "kleinkind")]
    [InlineData("fr", "grand-mère")]
    [InlineData("fr", "brunch")]
    [InlineData("fr", "fleuriste")]
    [InlineData("es", "montón")]
    [InlineData("es", "blancanieves")]
    [InlineData("pt", "pretérito")]
    [InlineData("it", "verdura")]
    [InlineData("it", "rossetto")]
    public void What_only_looks_like_it_is_not_understood(string language, string word) =>
        Assert.Null(Glossaries.All.Single(glossary => glossary.Language == language).Find([word], 0));

    [Theory]
    [InlineData("ru", "белыми", "white")]
    [InlineData("ru", "синяя", "blue")]
    [InlineData("ru", "маленького", "small")]
    [InlineData("uk", "синього", "blue")]
    [InlineData("uk", "велику", "big")]
    [InlineData("de", "rotes", "red")]
    [InlineData("de", "orangefarbenen", "orange")]
    [InlineData("fr", "blanches", "white")]
    [InlineData("fr", "violette", "purple")]
    [InlineData("es", "negritos", "black")]
    [InlineData("pt", "vermelhas", "red")]
    [InlineData("it", "grigie", "grey")]
    [InlineData("it", "bianchi", "white")]
    public void Every_ending_of_a_colour_is_understood(string language, string word, string english) =>
        Assert.Equal(
            english,
            Glossaries.All.Single(glossary => glossary.Language == language).Find([word], 0)?.English
        );

    private static IEnumerable<string> First(JsonElement root, string group) =>
        root.GetProperty(group).EnumerateObject().Select(phrases => phrases.Value[0].GetString()!);

    private static IEnumerable<string> LanguagesOf(string[] line) => line.Skip(1).Select(part => part[..2]);

    private static List<string[]> Read(string resource)
    {
        using var reader = new StreamReader(typeof(Glossaries).Assembly.GetManifestResourceStream(resource)!);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(';', StringSplitOptions.TrimEntries)),
        ];
    }
}
