using System.Reflection;
using Flash.Bots.Replies;

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
    public async Task A_language_follows_the_call_and_does_not_leak_out_of_it()
    {
        var english = Texts.CancelDone;
        var german = await InGermanAsync();

        Assert.Equal(Wording.For("de")["CancelDone"], german);
        Assert.NotEqual(english, german);
        Assert.Equal(english, Texts.CancelDone);

        static async Task<string> InGermanAsync()
        {
            Wording.Speak("de");
            return await Task.Run(() => Texts.CancelDone);
        }
    }

    [Fact]
    public void What_people_wrote_is_never_taken_for_a_placeholder() =>
        Assert.Equal("I do not have a model called “{known}”. I have a, b.", Texts.UnknownModel("{known}", ["a", "b"]));

    [Fact]
    public void Every_member_of_the_texts_has_words()
    {
        foreach (var property in typeof(Texts).GetProperties(BindingFlags.Public | BindingFlags.Static))
        {
            var texts = property.GetValue(null) is IReadOnlyList<string?> list
                ? list
                : [(string?)property.GetValue(null)];
            Assert.NotEmpty(texts);
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text), property.Name));
        }
    }

    private static IEnumerable<string> Placeholders(string text) =>
        Wording.Placeholder().Matches(text).Select(match => match.Value).Order();
}
