using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Worker;

internal static partial class Log
{
    private static readonly Func<ILogger, Guid, string, IDisposable?> GenerationScope = LoggerMessage.DefineScope<
        Guid,
        string
    >("{GenerationId} {TraceId}");

    /// <summary>Every line inside names the generation and its trace.</summary>
    public static IDisposable? Scope(ILogger logger, GenerationId id) => GenerationScope(logger, id.Value, id.TraceId);

    [LoggerMessage(5000, LogLevel.Information, "The chat allows nothing for {RetryAfterSeconds} s; the result waits.")]
    public static partial void ResultRateLimited(ILogger logger, double retryAfterSeconds);

    [LoggerMessage(5001, LogLevel.Warning, "Showing the result failed; next attempt in {BackOffSeconds} s.")]
    public static partial void ResultRetried(ILogger logger, Exception exception, double backOffSeconds);

    [LoggerMessage(5002, LogLevel.Information, "No more previews for this generation.")]
    public static partial void PreviewsGivenUp(ILogger logger, Exception exception);

    [LoggerMessage(5003, LogLevel.Warning, "The database did not take down that a chat allows nothing for a while.")]
    public static partial void LimitNotShared(ILogger logger, Exception exception);

    [LoggerMessage(5005, LogLevel.Debug, "The place of generation {GenerationId} was not told: {Fault}.")]
    public static partial void PlaceRefused(ILogger logger, Guid generationId, Flash.Bots.Replies.MessengerFault fault);

    [LoggerMessage(
        5016,
        LogLevel.Error,
        "The queue does not move: {Waiting} wait, the first for {Seconds} s, and no worker anywhere has begun or ended "
            + "anything."
    )]
    public static partial void QueueStill(ILogger logger, long waiting, long seconds);

    [LoggerMessage(5017, LogLevel.Warning, "Let go of {Count} locks of Hangfire's that dead processes had left.")]
    public static partial void LocksLeftOver(ILogger logger, int count);

    [LoggerMessage(5013, LogLevel.Debug, "Enqueued generation {GenerationId} on {Queue}.")]
    public static partial void Enqueued(ILogger logger, Guid generationId, string queue);

    [LoggerMessage(5014, LogLevel.Information, "{Count} generations had no worker and no job; they get one.")]
    public static partial void Requeued(ILogger logger, int count);

    [LoggerMessage(5020, LogLevel.Debug, "The job of generation {GenerationId} finds nothing that waits.")]
    public static partial void NothingToClaim(ILogger logger, Guid generationId);

    [LoggerMessage(5021, LogLevel.Information, "Generation {GenerationId} ({Kind}): attempt {Attempt} begins.")]
    public static partial void Claimed(ILogger logger, Guid generationId, GenerationKind kind, int attempt);

    [LoggerMessage(5022, LogLevel.Warning, "The lease on generation {GenerationId} could not be renewed.")]
    public static partial void LeaseNotRenewed(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5023, LogLevel.Warning, "Generation {GenerationId} belongs to another worker now; stopped.")]
    public static partial void LeaseLost(ILogger logger, Guid generationId);

    [LoggerMessage(5024, LogLevel.Information, "Generation {GenerationId} was handed back: this process stops.")]
    public static partial void Released(ILogger logger, Guid generationId);

    [LoggerMessage(5025, LogLevel.Warning, "Generation {GenerationId} cannot be drawn with this model.")]
    public static partial void CannotBeDrawn(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5026, LogLevel.Warning, "Drawing generation {GenerationId} failed; it is tried once more.")]
    public static partial void DrawnAgain(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5027, LogLevel.Error, "Drawing generation {GenerationId} failed.")]
    public static partial void InferenceFailed(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5028, LogLevel.Error, "The last attempt at generation {GenerationId} failed.")]
    public static partial void LastAttemptFailed(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5029, LogLevel.Information, "Generation {GenerationId} is delivered.")]
    public static partial void Delivered(ILogger logger, Guid generationId);

    [LoggerMessage(5030, LogLevel.Warning, "Generation {GenerationId} failed: {Reason}")]
    public static partial void Failed(ILogger logger, Guid generationId, string reason);

    [LoggerMessage(5031, LogLevel.Information, "Generation {GenerationId} was cancelled by its owner.")]
    public static partial void Cancelled(ILogger logger, Guid generationId);

    [LoggerMessage(
        5032,
        LogLevel.Information,
        "The chat of generation {GenerationId} is closed to the bot; its result cannot be shown."
    )]
    public static partial void ChatClosed(ILogger logger, Guid generationId);

    [LoggerMessage(
        5033,
        LogLevel.Error,
        "The delivery of generation {GenerationId} failed; it will be tried again when its lease has run out."
    )]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5034, LogLevel.Warning, "The database did not take the end of a generation; trying again.")]
    public static partial void NotSavedYet(ILogger logger, Exception exception);

    [LoggerMessage(5040, LogLevel.Warning, "A sketch that another process asked for was not drawn.")]
    public static partial void SketchNotDrawn(ILogger logger, Exception exception);

    [LoggerMessage(
        5050,
        LogLevel.Warning,
        "The moderators' card of generation {GenerationId} on {Platform} is not as it should be: {Fault}"
    )]
    public static partial void CardNotShown(
        ILogger logger,
        Exception? exception,
        Guid generationId,
        Platform platform,
        MessengerFault fault
    );

    [LoggerMessage(
        5018,
        LogLevel.Error,
        "A generation failed outside its work; it is tried again when its lease is over."
    )]
    public static partial void HeadStartFailed(ILogger logger, Exception exception);

    [LoggerMessage(5051, LogLevel.Warning, "Moderators are told nothing right now.")]
    public static partial void ModeratorDeskPaused(ILogger logger, Exception exception);

    [LoggerMessage(
        5052,
        LogLevel.Warning,
        "A moderators' chat on {Platform} is configured, but this process has no token for that network."
    )]
    public static partial void ModeratorChatMute(ILogger logger, Platform platform);

    [LoggerMessage(
        5053,
        LogLevel.Warning,
        "Moderators on {Platform} were not told that someone got a way to act under a moderator's name: {Fault}"
    )]
    public static partial void NoticeNotTold(
        ILogger logger,
        Exception exception,
        Platform platform,
        MessengerFault fault
    );

    [LoggerMessage(
        5060,
        LogLevel.Information,
        "Unloaded the model {Model}, unused for longest, to make room for another"
    )]
    public static partial void ModelUnloaded(ILogger logger, string model);

    [LoggerMessage(5041, LogLevel.Information, "Drew generation {GenerationId}, and it waits for a moderator")]
    public static partial void HeldDrawn(ILogger logger, Guid generationId);

    [LoggerMessage(
        5035,
        LogLevel.Information,
        "The message of generation {GenerationId} was not shown once more after a doubtful edit."
    )]
    public static partial void NotRepaired(ILogger logger, Exception exception, Guid generationId);

    [LoggerMessage(5092, LogLevel.Warning, "ffmpeg could not write an MP4; the animation is a GIF")]
    public static partial void NoMp4(ILogger logger, Exception exception);

    [LoggerMessage(3090, LogLevel.Error, "A picture could not be looked at, and is treated as flagged")]
    public static partial void PictureNotChecked(ILogger logger, Exception exception);

    [LoggerMessage(
        EventId = 3091,
        Message = "The safety checker looked at picture {Picture} (0: sent) of generation {GenerationId}: {Scores}: "
            + "{Outcome}"
    )]
    public static partial void PictureLookedAt(
        ILogger logger,
        LogLevel level,
        Guid generationId,
        int picture,
        PictureLook scores,
        string outcome
    );
}
