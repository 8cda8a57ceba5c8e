using System.Reflection;
using Flash.Bots.Replies;
using Flash.Testing;

namespace Flash.Bots.Tests.Replies;

/// <summary>Every language says everything that English says, with the same placeholders, within the networks'
/// limits.</summary>
public sealed class WordingTests
{
    private static readonly Wording English = Wording.For("en");

    public static TheoryData<string> Codes => [.. Wording.All.Select(wording => wording.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_text_is_there_with_the_same_placeholders(string code)
    {
        var wording = Wording.For(code);

        Assert.Equal(code, wording.Code);
        Assert.Equal(English.Names.Order(), wording.Names.Order());
        Assert.All(wording.Names, name => Assert.Equal(Placeholders(English[name]), Placeholders(wording[name])));
        Assert.All(wording.Names, name => Assert.False(string.IsNullOrWhiteSpace(wording[name])));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_networks_limit_is_short_enough(string code)
    {
        var wording = Wording.For(code);

        Assert.All(
            wording.Names.Where(name => name.EndsWith("Button", StringComparison.Ordinal) && name != "UnknownButton"),
            name => Assert.InRange(wording[name].Length, 1, 30)
        );
        Assert.All(
            wording.Names.Where(name =>
                name.StartsWith("Setting", StringComparison.Ordinal)
                && !name.StartsWith("Settings", StringComparison.Ordinal)
            ),
            name => Assert.InRange(wording[name].Length, 1, 40)
        );
        Assert.All(wording.Names.Where(name => name.StartsWith("Command", StringComparison.Ordinal)), name =>
            Assert.InRange(wording[name].Length, 3, 100)
        );
        string[] longer = ["Help", "HelpDiscord", "Greeting", "Start", "Privacy", "WhichWords", "Styles", "QueueMine"];
        Assert.All(wording.Names.Except(longer), name => Assert.InRange(wording[name].Length, 1, 200));
        Assert.All(longer, name => Assert.InRange(wording[name].Length, 1, 1_900));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Commands_and_options_keep_their_names(string code)
    {
        foreach (var name in new[] { "Help", "Start", "Privacy", "WhichWords", "NoPrompt" })
        {
            Assert.Equal(Words(English[name]).Where(IsTyped), Words(Wording.For(code)[name]).Where(IsTyped));
        }

        static IEnumerable<string> Words(string text) =>
            text.Split([' ', '\n', ':', ';', ',', '.'], StringSplitOptions.RemoveEmptyEntries);

        static bool IsTyped(string word) =>
            (word.StartsWith('/') || word.StartsWith("--", StringComparison.Ordinal)) && word.Length > 2;
    }

    [Fact]
    public void There_are_five_languages_and_others_are_spoken_to_in_English()
    {
        Assert.Equal(["en", "de", "es", "fr", "ru"], Wording.All.Select(wording => wording.Code));
        Assert.Equal("de", Wording.For("de-AT").Code);
        Assert.Equal("es", Wording.For("es_419").Code);
        Assert.Equal(["en", "en", "en"], new[] { null, "", "tlh" }.Select(tag => Wording.For(tag).Code));
    }

    [Fact]
    public void A_language_is_a_value()
    {
        Assert.Equal(Wording.For("de")["CancelDone"], Texts.For("de-AT").CancelDone);
        Assert.NotEqual(Texts.For("de").CancelDone, Texts.For(null).CancelDone);
        Assert.Same(Texts.For("de"), Texts.For("de_CH"));
    }

    [Fact]
    public void Nothing_but_traces_follows_a_call_without_being_handed_over() =>
        Assert.All(
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(file => File.ReadAllText(file).Contains("AsyncLocal", StringComparison.Ordinal)),
            file => Assert.Equal("Supervision", Path.GetFileName(Path.GetDirectoryName(file)))
        );

    [Fact]
    public void What_people_wrote_is_never_taken_for_a_placeholder() =>
        Assert.Equal(
            "I do not have a model called “{known}”. I have a, b.",
            Texts.For("en").UnknownModel("{known}", ["a", "b"])
        );

    [Fact]
    public void Every_member_of_the_texts_has_words()
    {
        foreach (var property in typeof(Texts).GetProperties().Where(one => one.GetIndexParameters().Length == 0))
        {
            var texts = property.GetValue(Texts.For("en")) is IReadOnlyList<string?> list
                ? list
                : [(string?)property.GetValue(Texts.For("en"))];
            Assert.NotEmpty(texts);
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text), property.Name));
        }
    }

    private static IEnumerable<string> Placeholders(string text) =>
        Wording.Placeholder().Matches(text).Select(match => match.Value).Order();
}
