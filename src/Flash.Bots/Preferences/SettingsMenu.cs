using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Preferences;

/// <summary>
/// The message that shows settings and its buttons. Codes: <c>set:SCOPE</c> shows all, <c>set:SCOPE:KEY</c> opens one,
/// <c>set:SCOPE:KEY:VALUE</c> chooses (<c>-</c> for "as usual"), <c>set:SCOPE:done</c> ends. SCOPE is <c>u</c> or
/// <c>c</c>.
/// </summary>
internal static class SettingsMenu
{
    public const string Prefix = "set";
    public const string Done = "done";
    public const string AsUsual = "-";

    private const int LinesPerRow = 2;
    private const int ChoicesPerRow = 4;

    /// <summary>All settings with what is chosen.</summary>
    public static OutgoingMessage All(
        Texts texts,
        PreferenceScope scope,
        Preference preference,
        PictureOptions pictures
    ) =>
        new()
        {
            Text = scope == PreferenceScope.Chat ? $"{Title(texts, scope)}\n{texts.RulesHint}" : Title(texts, scope),
            Buttons =
            [
                .. Setting
                    .For(texts, scope, pictures)
                    .Select(setting => new Button(
                        $"{texts[setting.Name]}: {Chosen(texts, setting, preference)}",
                        Code(scope, setting.Key)
                    ))
                    .Chunk(LinesPerRow),
                [new Button(texts.CloseButton, Code(scope, Done))],
            ],
            IsPersonal = true,
        };

    /// <summary>The choices of one setting; the present one is marked.</summary>
    public static OutgoingMessage One(Texts texts, PreferenceScope scope, Setting setting, Preference preference)
    {
        var present = setting.Get(preference);
        return new OutgoingMessage
        {
            Text = $"{Title(texts, scope)}\n\n{texts[setting.Name]}: {Chosen(texts, setting, preference)}",
            Buttons =
            [
                .. setting
                    .Choices.Append(new SettingChoice(AsUsual, texts["SettingUsual"]))
                    .Select(choice => new Button(
                        choice.Value == (present ?? AsUsual) ? $"✓ {choice.Label}" : choice.Label,
                        Code(scope, setting.Key, choice.Value)
                    ))
                    .Where(button => button.Code.Length <= ButtonAction.MaxLength)
                    .Chunk(ChoicesPerRow),
                [new Button(texts.BackButton, Code(scope))],
            ],
            IsPersonal = true,
        };
    }

    private static string Title(Texts texts, PreferenceScope scope) =>
        scope == PreferenceScope.User ? texts.SettingsMine : texts.SettingsChat;

    private static string Chosen(Texts texts, Setting setting, Preference preference) =>
        setting.Get(preference) is { } value
            ? setting.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value
            : texts["SettingUsual"];

    private static string Code(PreferenceScope scope, params string[] parts) =>
        string.Join(':', [Prefix, scope == PreferenceScope.User ? "u" : "c", .. parts]);
}
