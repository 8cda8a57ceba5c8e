using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations.Menus;

/// <summary>Opens a setting, or changes it. A person's own menu is theirs alone; a chat's only its managers may
/// change.</summary>
internal sealed class SettingsPress(PreferenceStore preferences, IOptions<PictureOptions> pictures) : IMenuPress
{
    public string Prefix => SettingsMenu.Prefix;

    public bool NeedsMenu => true;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        IReadOnlyList<string> parts,
        CancellationToken cancellationToken
    )
    {
        PreferenceScope? scope = parts is ["u" or "c", ..]
            ? parts[0] == "u"
                ? PreferenceScope.User
                : PreferenceScope.Chat
            : null;
        if (scope is null)
        {
            return PressOutcome.Refused(press.Texts.UnknownButton);
        }

        if (scope == PreferenceScope.Chat && !press.Chat.IsPrivate && !press.MayManageChat)
        {
            return PressOutcome.Refused(press.Texts.SettingsManagersOnly);
        }

        var (person, chat) = await preferences.ReadAsync(press.From, press.Chat, cancellationToken);
        var preference = scope == PreferenceScope.User ? person : chat;
        var settings = Setting.For(press.Texts, scope.Value, pictures.Value);
        switch (parts.Skip(1).ToArray())
        {
            case []:
                return Shown(
                    press.Texts.SettingSaved,
                    SettingsMenu.All(press.Texts, scope.Value, preference, pictures.Value)
                );
            case [SettingsMenu.Done]:
                return Shown(
                    press.Texts.SettingsClosed,
                    new OutgoingMessage { Text = press.Texts.SettingsClosed, IsPersonal = true }
                );
            case [var key] when settings.FirstOrDefault(setting => setting.Key == key) is { } setting:
                return Shown(
                    press.Texts[setting.Name],
                    SettingsMenu.One(press.Texts, scope.Value, setting, preference)
                );
            case [var key, ..]
                when settings.FirstOrDefault(setting => setting.Key == key) is { } setting
                    && ValueOf(setting, parts) is { } value:
                preference = setting.Set(preference, value == SettingsMenu.AsUsual ? null : value);
                await preferences.WriteAsync(scope.Value, press.From, press.Chat, preference, cancellationToken);
                // Another language shows at once.
                var texts = preference.Language is { } chosen ? Texts.For(chosen) : press.Texts;
                return Shown(texts.SettingSaved, SettingsMenu.All(texts, scope.Value, preference, pictures.Value));
            default:
                return PressOutcome.Refused(press.Texts.UnknownButton);
        }
    }

    // A shape has a colon of its own.
    private static string? ValueOf(Setting setting, IReadOnlyList<string> parts)
    {
        var value = string.Join(':', parts.Skip(2));
        return value == SettingsMenu.AsUsual || setting.Choices.Any(choice => choice.Value == value) ? value : null;
    }

    private static PressOutcome Shown(string answer, OutgoingMessage message) =>
        PressOutcome.Done(answer) with
        {
            Shown = message,
        };
}
