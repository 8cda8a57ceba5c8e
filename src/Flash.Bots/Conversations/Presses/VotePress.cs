using Flash.Bots.Arena;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Which of the two pictures of an arena is better. Anyone in the chat may say so, once; the last word
/// counts.</summary>
internal sealed class VotePress(ArenaVotes votes) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Vote;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        generation is not { Kind: GenerationKind.Arena, Recipe.Rival: not null } || index is not (1 or 2)
            ? PressOutcome.Refused(press.Texts.UnknownButton)
        : generation.State is not (GenerationState.Running or GenerationState.Delivered)
            ? PressOutcome.Refused(press.Texts.NotReady)
        : await votes.CastAsync(press, generation, index.Value, cancellationToken) is { } ban
            ? PressOutcome.Refused(press.Texts.Banned(ban.Reason, ban.Until))
        : PressOutcome.Done(press.Texts.Voted(index.Value));
}
