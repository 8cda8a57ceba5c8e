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

    public static ComponentPayload Style(Texts texts) =>
        ComponentPayload.Labelled(
            texts["DiscordAboutStyle"],
            new(ComponentPayload.StringSelect)
            {
                CustomId = StyleField,
                Required = false,
                MinValues = 0,
                MaxValues = 1,
                Options =
                [
                    .. StyleTable.All.Select(style => new ChoicePayload($"{style.Symbol} {style.Name}", style.Name)),
                    new ChoicePayload(texts["SettingNone"], StyleTable.None),
                ],
            }
        );

    public static ComponentPayload Shape(Texts texts) =>
        Radio(texts, "DiscordAboutShape", ShapeField, CommandDefinitions.Shapes);

    /// <summary>Which part of the picture the words are for; all of it where none is chosen.</summary>
    public static ComponentPayload Area(Texts texts) =>
        ComponentPayload.Labelled(
            texts["DiscordAboutArea"],
            new(ComponentPayload.StringSelect)
            {
                CustomId = AreaField,
                Required = false,
                MinValues = 0,
                MaxValues = 1,
                Options =
                [
                    .. Enum.GetNames<PictureArea>().Select(area => new ChoicePayload(texts[$"Area{area}"], area)),
                ],
            }
        );

    public static ComponentPayload Count(Texts texts) =>
        Radio(
            texts,
            "DiscordAboutCount",
            CountField,
            Enumerable.Range(1, ImagineParser.MaxCount).Select(count => count.ToString(CultureInfo.InvariantCulture))
        );

    public static ComponentPayload Picture(Texts texts) =>
        ComponentPayload.Labelled(
            texts["DiscordAboutImage"],
            new(ComponentPayload.FileUpload)
            {
                CustomId = PictureField,
                Required = false,
                MinValues = 0,
                MaxValues = 1,
                FileTypes = PictureFormats.DiscordFileTypes,
            }
        );

    private static ComponentPayload Radio(Texts texts, string label, string customId, IEnumerable<string> values) =>
        ComponentPayload.Labelled(
            texts[label],
            new(ComponentPayload.RadioGroup)
            {
                CustomId = customId,
                Required = false,
                Options = [.. values.Select(value => new ChoicePayload(value, value))],
            }
        );
}
