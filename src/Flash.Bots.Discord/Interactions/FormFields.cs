using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Styles;

namespace Flash.Bots.Discord.Interactions;

/// <summary>What a form offers beside words: what is not chosen stays as usual.</summary>
internal static class FormFields
{
    public const string StyleField = "style";
    public const string ShapeField = "shape";
    public const string CountField = "count";
    public const string PictureField = "picture";
    public const string AreaField = "area";

    public static ComponentPayload Style() =>
        ComponentPayload.Labelled(
            Wording.Current["DiscordAboutStyle"],
            new(ComponentPayload.StringSelect)
            {
                CustomId = StyleField,
                Required = false,
                MinValues = 0,
                MaxValues = 1,
                Options =
                [
                    .. StyleTable.All.Select(style => new ChoicePayload($"{style.Symbol} {style.Name}", style.Name)),
                    new ChoicePayload(Wording.Current["SettingNone"], StyleTable.None),
                ],
            }
        );

    public static ComponentPayload Shape() => Radio("DiscordAboutShape", ShapeField, CommandDefinitions.Shapes);

    /// <summary>Which part of the picture the words are for; all of it where none is chosen.</summary>
    public static ComponentPayload Area() =>
        ComponentPayload.Labelled(
            Wording.Current["DiscordAboutArea"],
            new(ComponentPayload.StringSelect)
            {
                CustomId = AreaField,
                Required = false,
                MinValues = 0,
                MaxValues = 1,
                Options =
                [
                    .. Enum.GetNames<PictureArea>()
                        .Select(area => new ChoicePayload(Wording.Current[$"Area{area}"], area)),
                ],
            }
        );

    public static ComponentPayload Count() =>
        Radio(
            "DiscordAboutCount",
            CountField,
            Enumerable.Range(1, ImagineParser.MaxCount).Select(count => count.ToString(CultureInfo.InvariantCulture))
        );

    public static ComponentPayload Picture() =>
        ComponentPayload.Labelled(
            Wording.Current["DiscordAboutImage"],
            new(ComponentPayload.FileUpload)
            {
                CustomId = PictureField,
                Required = false,
                MinValues = 0,
                MaxValues = 1,
                FileTypes = PictureFormats.DiscordFileTypes,
            }
        );

    private static ComponentPayload Radio(string label, string customId, IEnumerable<string> values) =>
        ComponentPayload.Labelled(
            Wording.Current[label],
            new(ComponentPayload.RadioGroup)
            {
                CustomId = customId,
                Required = false,
                Options = [.. values.Select(value => new ChoicePayload(value, value))],
            }
        );
}
