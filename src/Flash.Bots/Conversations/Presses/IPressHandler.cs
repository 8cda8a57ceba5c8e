using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>What one button does. The caller has checked that the generation belongs to the chat in which the button
/// was pressed.</summary>
internal interface IPressHandler
{
    ButtonVerb Verb { get; }

    /// <summary>Carries the press out in the database. Posts nothing.</summary>
    /// <param name="press">What was pressed.</param>
    /// <param name="generation">The generation that the button stands under.</param>
    /// <param name="index">Which picture of it, 1-based; null when the button named none. Not checked.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    );
}
