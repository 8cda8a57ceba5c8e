using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Privacy;

/// <summary>What an erasure did.</summary>
/// <param name="Generations">Requests whose words were removed.</param>
/// <param name="Pictures">Thumbnails that were deleted.</param>
/// <param name="Keys">Keys that were destroyed; 0 when nothing of the person was in the log, or it was erased
/// before.</param>
/// <param name="Messages">Messages that still stand in chats: removing them is the caller's, as far as the network
/// allows.</param>
public sealed record Erasure(
    int Generations,
    int Pictures,
    int Keys,
    IReadOnlyList<(GenerationId Generation, Platform Platform, MessageRef Message)> Messages
);
