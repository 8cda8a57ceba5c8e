using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Styles;

namespace Flash.Bots.Preferences;

/// <summary>One line of the menu of settings: its choices, and where the choice is kept.</summary>
/// <param name="Key">Stands in button codes.</param>
/// <param name="Name">The name of its label among the texts.</param>
/// <param name="Choices">What may be chosen; a value that is not among them is refused.</param>
/// <param name="Get">What is chosen; null for "as usual".</param>
/// <param name="Set">With another choice; null for "as usual".</param>
internal sealed record Setting(
    string Key,
    string Name,
    IReadOnlyList<SettingChoice> Choices,
    Func<Preference, string?> Get,
    Func<Preference, string?, Preference> Set
)
{
    /// <summary>The shapes that menus offer; any other may be typed.</summary>
    public static readonly string[] Shapes = ["1:1", "3:2", "2:3", "4:3", "3:4", "16:9", "9:16"];

    /// <summary>What is offered for models that are made for many steps; any other number may be typed.</summary>
    private static readonly int[] ManySteps = [4, 8, 12, 16, 20, 25, 30, 50];

    /// <summary>What can be set, in the order of the menu.</summary>
    public static IReadOnlyList<Setting> For(Texts texts, PreferenceScope scope, PictureOptions pictures) =>
        [
            new(
                "style",
                "SettingStyle",
                [
                    .. StyleTable.All.Select(style => new SettingChoice(style.Name, $"{style.Symbol} {style.Name}")),
                    new(StyleTable.None, texts["SettingNone"]),
                ],
                preference => preference.Style,
                (preference, value) => preference with { Style = value }
            ),
            new(
                "shape",
                "SettingShape",
                [.. Shapes.Select(shape => new SettingChoice(shape, shape))],
                preference => preference.Shape,
                (preference, value) => preference with { Shape = value }
            ),
            new(
                "model",
                "SettingModel",
                [.. pictures.Models.Select(model => new SettingChoice(model, model))],
                preference => preference.Model,
                (preference, value) => preference with { Model = value }
            ),
            new(
                "count",
                "SettingCount",
                Numbers(Enumerable.Range(1, ImagineParser.MaxCount)),
                preference => Text(preference.Count),
                (preference, value) => preference with { Count = Number(value) }
            ),
            new(
                "steps",
                "SettingSteps",
                Numbers(Steps(pictures.MaxInferenceSteps)),
                preference => Text(preference.Steps),
                (preference, value) => preference with { Steps = Number(value) }
            ),
            new(
                "spoiler",
                "SettingSpoiler",
                YesOrNo(texts),
                preference => Text(preference.Spoiler),
                (preference, value) => preference with { Spoiler = Truth(value) }
            ),
            new(
                "language",
                "SettingLanguage",
                [.. Wording.All.Select(wording => new SettingChoice(wording.Code, wording["LanguageName"]))],
                preference => preference.Language,
                (preference, value) => preference with { Language = value }
            ),
            .. scope == PreferenceScope.Chat
                ?
                [
                    new Setting(
                        "owner",
                        "SettingOwnerOnly",
                        YesOrNo(texts),
                        preference => Text(preference.OwnerOnly),
                        (preference, value) => preference with { OwnerOnly = Truth(value) }
                    ),
                ]
                : Array.Empty<Setting>(),
        ];

    private static IReadOnlyList<SettingChoice> YesOrNo(Texts texts) =>
        [new("yes", texts["SettingYes"]), new("no", texts["SettingNo"])];

    private static IReadOnlyList<SettingChoice> Numbers(IEnumerable<int> numbers) =>
        [.. numbers.Select(number => new SettingChoice(Text(number)!, Text(number)!))];

    private static IEnumerable<int> Steps(int most) =>
        most <= 8 ? Enumerable.Range(1, most) : ManySteps.Where(steps => steps <= most);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(bool? truth) =>
        truth switch
        {
            true => "yes",
            false => "no",
            null => null,
        };

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static bool? Truth(string? text) => text is null ? null : text == "yes";
}

/// <summary>One choice of a setting.</summary>
internal sealed record SettingChoice(string Value, string Label);
