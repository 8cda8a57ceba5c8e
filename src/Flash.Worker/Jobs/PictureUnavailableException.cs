using Flash.Bots.Replies;

namespace Flash.Worker.Jobs;

/// <summary>The network does not have the picture any more that a recipe starts from. Trying again will not
/// help.</summary>
internal sealed class PictureUnavailableException(MessengerException fault)
    : Exception($"{fault.Fault}: {fault.Message}", fault);
