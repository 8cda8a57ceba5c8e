using Flash.Bots.Commands;

namespace Flash.Bots.Replies;

/// <summary>What was typed and not understood: what was given, and what is allowed.</summary>
public static partial class Texts
{
    public static string NoPrompt => Say();

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
        Wording.Current.Say(
            nameof(UnknownOption),
            ("option", Shown(option)),
            ("known", string.Join(", ", ImagineParser.Options.Select(name => $"--{name}")))
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
