using Flash.Bots.Commands;
using Flash.Bots.Styles;

namespace Flash.Bots.Replies;

/// <summary>What was typed and not understood: what was given, and what is allowed.</summary>
public static partial class Texts
{
    public static string NoPrompt => Say();

    /// <summary>All of them, a line each.</summary>
    public static string Of(IReadOnlyList<Mistake> mistakes) => string.Join('\n', mistakes.Select(Of).Distinct());

    public static string Of(Mistake mistake) =>
        mistake switch
        {
            Mistake.NoPrompt => NoPrompt,
            Mistake.OnlyNegative(var things) => Wording.Current.Say("OnlyNegative", ("things", Shown(things))),
            Mistake.PromptTooLong(var length) => PromptTooLong(length),
            Mistake.UnknownCommand(var name) => UnknownCommand(name),
            Mistake.UnknownOption(var name) => UnknownOption(name),
            Mistake.NotANumber number => NotANumber($"--{number.Option}", number.Value, number.Max, number.From),
            Mistake.NotARatio(var value) => NotARatio(value),
            Mistake.UnknownStyle(var name) => UnknownStyle(name, StyleTable.Names),
            Mistake.UnknownModel(var name, var known) => UnknownModel(name, known),
            Mistake.NothingToLeaveOut => NothingToLeaveOut,
            Mistake.NotInPrompt(var words, var prompt) => Wording.Current.Say(
                "NotInPrompt",
                ("words", Shown(words)),
                ("prompt", PlainText.Shorten(prompt, PromptShown))
            ),
            Mistake.NothingLeft => Wording.Current["NothingLeft"],
            _ => throw new InvalidOperationException($"No words for {mistake.GetType().Name}."),
        };

    public static string NothingToLeaveOut => Say();

    public static string PromptTooLong(int length) =>
        Wording.Current.Say(
            nameof(PromptTooLong),
            ("length", Grouped(length)),
            ("max", Grouped(ImagineParser.MaxPromptLength))
        );

    public static string UnknownCommand(string command) =>
        Wording.Current.Say(nameof(UnknownCommand), ("command", Shown(command)));

    public static string UnknownOption(string option) =>
        OptionNames.Nearest(option) is { } near
            ? Wording.Current.Say("UnknownOptionNear", ("option", Shown(option)), ("near", near))
            : Wording.Current.Say(
                nameof(UnknownOption),
                ("option", Shown(option)),
                ("known", string.Join(", ", OptionNames.Own.Select(name => $"--{name}")))
            );

    public static string UnknownModel(string model, IEnumerable<string> known) =>
        model is ""
            ? Wording.Current.Say("NoModelName", ("known", string.Join(", ", known)))
            : Wording.Current.Say(nameof(UnknownModel), ("name", Shown(model)), ("known", string.Join(", ", known)));

    public static string UnknownStyle(string style, IEnumerable<string> known) =>
        style is ""
            ? Wording.Current.Say("NoStyleName", ("known", string.Join(", ", known)))
            : Wording.Current.Say(nameof(UnknownStyle), ("name", Shown(style)), ("known", string.Join(", ", known)));

    public static string NotANumber(string option, string? value, ulong max, ulong from = 1) =>
        Wording.Current.Say(
            nameof(NotANumber),
            ("option", option),
            ("from", Number(from)),
            ("max", Grouped(max)),
            ("given", Given(value))
        );

    public static string NotARatio(string? value) => Wording.Current.Say(nameof(NotARatio), ("given", Given(value)));

    private static string Given(string? value) =>
        string.IsNullOrEmpty(value)
            ? Wording.Current["NothingGiven"]
            : Wording.Current.Say("NotGiven", ("value", Shown(value)));
}
