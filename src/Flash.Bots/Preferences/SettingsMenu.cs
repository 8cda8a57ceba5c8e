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
    public static OutgoingMessage All(PreferenceScope scope, Preference preference, PictureOptions pictures) =>
        new()
        {
            Text = scope == PreferenceScope.Chat ? $"{Title(scope)}\n{Texts.RulesHint}" : Title(scope),
            Buttons =
            [
                .. Setting
                    .For(scope, pictures)
                    .Select(setting => new Button(
                        $"{Wording.Current[setting.Name]}: {Chosen(setting, preference)}",
                        Code(scope, setting.Key)
                    ))
                    .Chunk(LinesPerRow),
                [new Button(Texts.CloseButton, Code(scope, Done))],
            ],
            IsPersonal = true,
        };

    /// <summary>The choices of one setting; the present one is marked.</summary>
    public static OutgoingMessage One(PreferenceScope scope, Setting setting, Preference preference)
    {
        var present = setting.Get(preference);
        return new OutgoingMessage
        {
            Text = $"{Title(scope)}\n\n{Wording.Current[setting.Name]}: {Chosen(setting, preference)}",
            Buttons =
            [
                .. setting
                    .Choices.Append(new SettingChoice(AsUsual, Wording.Current["SettingUsual"]))
                    .Select(choice => new Button(
                        choice.Value == (present ?? AsUsual) ? $"✓ {choice.Label}" : choice.Label,
                        Code(scope, setting.Key, choice.Value)
                    ))
                    .Where(button => button.Code.Length <= ButtonAction.MaxLength)
                    .Chunk(ChoicesPerRow),
                [new Button(Texts.BackButton, Code(scope))],
            ],
            IsPersonal = true,
        };
    }

    private static string Title(PreferenceScope scope) =>
        scope == PreferenceScope.User ? Texts.SettingsMine : Texts.SettingsChat;

    private static string Chosen(Setting setting, Preference preference) =>
        setting.Get(preference) is { } value
            ? setting.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value
            : Wording.Current["SettingUsual"];

    private static string Code(PreferenceScope scope, params string[] parts) =>
        string.Join(':', [Prefix, scope == PreferenceScope.User ? "u" : "c", .. parts]);
}
