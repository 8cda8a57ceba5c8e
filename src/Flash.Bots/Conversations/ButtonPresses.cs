using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations;

/// <summary>
/// Decides what a press does. What each button does is its handler's (<see cref="IPressHandler"/>); that a generation of another chat is out of
/// reach, whatever a forged code says, is decided here.
/// </summary>
public sealed class ButtonPresses
{
    private readonly AskedGenerations _generations;
    private readonly Dictionary<ButtonVerb, IPressHandler> _handlers;
    private readonly ILogger<ButtonPresses> _logger;

    internal ButtonPresses(AskedGenerations generations, IEnumerable<IPressHandler> handlers, ILogger<ButtonPresses> logger)
    {
        (_generations, _logger) = (generations, logger);
        _handlers = handlers.ToDictionary(handler => handler.Verb);
    }

    /// <summary>Checks the press and carries it out in the database. Posts nothing.</summary>
    public async Task<PressOutcome> DecideAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (!ButtonAction.TryParse(press.Code, out var action) || await _generations.FindAsync(action.Generation, cancellationToken) is not { } generation
            || !_handlers.TryGetValue(action.Verb, out var handler))
        {
            return PressOutcome.Refused(Texts.UnknownButton);
        }

        if (generation.Platform != press.Chat.Platform || generation.ChatId != press.Chat.Id)
        {
            Log.ForeignButton(_logger, generation.Id);
            return PressOutcome.Refused(Texts.OtherChat);
        }

        if (generation.Recipe.Prompt is "")
        {
            return PressOutcome.Refused(Texts.NotKept);
        }

        return await handler.DecideAsync(press, generation, action.PictureIndex, cancellationToken);
    }
}
