using Flash.Bots.Conversations.Menus;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations;

/// <summary>
/// Decides what a press does. What each button does is its handler's (<see cref="IPressHandler"/>); that a generation
/// of another chat is out of reach, whatever a forged code says, is decided here.
/// </summary>
public sealed class ButtonPresses
{
    private readonly AskedGenerations _generations;
    private readonly Dictionary<ButtonVerb, IPressHandler> _handlers;
    private readonly Dictionary<string, IMenuPress> _menus;
    private readonly OpenMenus _open;
    private readonly PreferenceStore _preferences;
    private readonly ILogger<ButtonPresses> _logger;

    internal ButtonPresses(
        AskedGenerations generations,
        IEnumerable<IPressHandler> handlers,
        IEnumerable<IMenuPress> menus,
        OpenMenus open,
        PreferenceStore preferences,
        ILogger<ButtonPresses> logger
    )
    {
        (_generations, _open, _preferences, _logger) = (generations, open, preferences, logger);
        _handlers = handlers.ToDictionary(handler => handler.Verb);
        _menus = menus.ToDictionary(menu => menu.Prefix, StringComparer.Ordinal);
    }

    /// <summary>Checks the press and carries it out in the database. Posts nothing.</summary>
    public async Task<PressOutcome> DecideAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        var parts = press.Code.Split(':');
        if (press.Code.Length <= ButtonAction.MaxLength && _menus.TryGetValue(parts[0], out var menu))
        {
            return menu.NeedsMenu && await _open.RefusalAsync(press, cancellationToken) is { } refusal
                ? PressOutcome.Refused(refusal)
                : await menu.DecideAsync(press, parts[1..], cancellationToken);
        }

        if (
            !ButtonAction.TryParse(press.Code, out var action)
            || await _generations.FindAsync(action.Generation, cancellationToken) is not { } generation
            || !_handlers.TryGetValue(action.Verb, out var handler)
        )
        {
            return PressOutcome.Refused(press.Texts.UnknownButton);
        }

        if (generation.Platform != press.Chat.Platform || generation.ChatId != press.Chat.Id)
        {
            Log.ForeignButton(_logger, generation.Id);
            return PressOutcome.Refused(press.Texts.OtherChat);
        }

        if (generation.Recipe.Prompt is "")
        {
            return PressOutcome.Refused(press.Texts.NotKept);
        }

        // What is pressed below an inline message changes that very message, for everyone who sees it.
        if (press.Message is TelegramInlineMessage && !press.IsBy(generation))
        {
            return PressOutcome.Refused(press.Texts.OwnerOnly);
        }

        if (
            !press.IsBy(generation)
            && (await _preferences.ReadAsync(press.From, press.Chat, cancellationToken)).Chat.OwnerOnly is true
        )
        {
            return PressOutcome.Refused(press.Texts.OwnerOnly);
        }

        return await handler.DecideAsync(press, generation, action.PictureIndex, cancellationToken);
    }
}
