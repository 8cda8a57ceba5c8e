using Flash.Bots.Commands;
using Flash.Bots.Styles;

namespace Flash.Bots.Replies;

/// <summary>What was typed and not understood: what was given, and what is allowed.</summary>
public sealed partial class Texts
{
    public string NoPrompt => Say();

    /// <summary>All of them, a line each.</summary>
    public string Of(IReadOnlyList<Mistake> mistakes) => string.Join('\n', mistakes.Select(Of).Distinct());

    public string Of(Mistake mistake) =>
        mistake switch
        {
            Mistake.NoPrompt => NoPrompt,
            Mistake.OnlyNegative(var things) => wording.Say("OnlyNegative", ("things", Shown(things))),
            Mistake.PromptTooLong(var length) => PromptTooLong(length),
            Mistake.UnknownCommand(var name) => UnknownCommand(name),
            Mistake.UnknownOption(var name) => UnknownOption(name),
            Mistake.NotANumber number => NotANumber($"--{number.Option}", number.Value, number.Max, number.From),
            Mistake.NotARatio(var value) => NotARatio(value),
            Mistake.UnknownStyle(var name) => UnknownStyle(name, StyleTable.Names),
            Mistake.UnknownModel(var name, var known) => UnknownModel(name, known),
            Mistake.NothingToLeaveOut => NothingToLeaveOut,
            Mistake.NotInPrompt(var words, var prompt) => wording.Say(
                "NotInPrompt",
                ("words", Shown(words)),
                ("prompt", PlainText.Shorten(prompt, PromptShown))
            ),
            Mistake.NothingLeft => wording["NothingLeft"],
            _ => throw new InvalidOperationException($"No words for {mistake.GetType().Name}."),
        };

    public string NothingToLeaveOut => Say();

    public string PromptTooLong(int length) =>
        wording.Say(
            nameof(PromptTooLong),
            ("length", Grouped(length)),
            ("max", Grouped(ImagineParser.MaxPromptLength))
        );

    public string UnknownCommand(string command) => wording.Say(nameof(UnknownCommand), ("command", Shown(command)));

    public string UnknownOption(string option) =>
        OptionNames.Nearest(option) is { } near
            ? wording.Say("UnknownOptionNear", ("option", Shown(option)), ("near", near))
            : wording.Say(
                nameof(UnknownOption),
                ("option", Shown(option)),
                ("known", string.Join(", ", OptionNames.Own.Select(name => $"--{name}")))
            );

    public string UnknownModel(string model, IEnumerable<string> known) =>
        model is ""
            ? wording.Say("NoModelName", ("known", string.Join(", ", known)))
            : wording.Say(nameof(UnknownModel), ("name", Shown(model)), ("known", string.Join(", ", known)));

    public string UnknownStyle(string style, IEnumerable<string> known) =>
        style is ""
            ? wording.Say("NoStyleName", ("known", string.Join(", ", known)))
            : wording.Say(nameof(UnknownStyle), ("name", Shown(style)), ("known", string.Join(", ", known)));

    public string NotANumber(string option, string? value, ulong max, ulong from = 1) =>
        wording.Say(
            nameof(NotANumber),
            ("option", option),
            ("from", Number(from)),
            ("max", Grouped(max)),
            ("given", Given(value))
        );

    public string NotARatio(string? value) => wording.Say(nameof(NotARatio), ("given", Given(value)));

    private string Given(string? value) =>
        string.IsNullOrEmpty(value) ? wording["NothingGiven"] : wording.Say("NotGiven", ("value", Shown(value)));
}
