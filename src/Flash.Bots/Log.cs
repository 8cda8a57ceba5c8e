using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots;

/// <summary>Event ids 2000 to 2999. Never prompts, names or addresses.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Queued generation {GenerationId} ({Kind}), {Ahead} ahead of it")]
    public static partial void Queued(ILogger logger, GenerationId generationId, GenerationKind kind, int ahead);

    [LoggerMessage(2001, LogLevel.Information, "Cancelled generation {GenerationId}")]
    public static partial void Cancelled(ILogger logger, GenerationId generationId);

    [LoggerMessage(2002, LogLevel.Warning, "Could not post or edit the message of generation {GenerationId}: {Fault}")]
    public static partial void NotPosted(
        ILogger logger,
        Exception exception,
        GenerationId generationId,
        MessengerFault fault
    );

    [LoggerMessage(2003, LogLevel.Warning, "Could not answer on {Platform}: {Fault}")]
    public static partial void NotSaid(ILogger logger, Exception exception, Platform platform, MessengerFault fault);

    [LoggerMessage(2004, LogLevel.Error, "The database cannot be reached")]
    public static partial void NoDatabase(ILogger logger, Exception exception);

    [LoggerMessage(
        2005,
        LogLevel.Warning,
        "Refused a button for generation {GenerationId} that was pressed in another chat"
    )]
    public static partial void ForeignButton(ILogger logger, GenerationId generationId);

    [LoggerMessage(2006, LogLevel.Warning, "'{Loop}' pauses for {DelaySeconds} s: {Fault}")]
    public static partial void LoopPaused(ILogger logger, string loop, string fault, double delaySeconds);

    [LoggerMessage(
        2007,
        LogLevel.Critical,
        "'{Loop}' met something unexpected, which is a mistake in Flash: this process stops, to be started anew"
    )]
    public static partial void LoopBroken(ILogger logger, Exception exception, string loop);

    [LoggerMessage(2008, LogLevel.Debug, "Listening for notifications")]
    public static partial void ListenerConnected(ILogger logger);

    [LoggerMessage(
        2009,
        LogLevel.Warning,
        "Notifications from PostgreSQL do not arrive ({Fault}); work starts up to a second later until they do"
    )]
    public static partial void ListenerDisconnected(ILogger logger, string fault);

    [LoggerMessage(2010, LogLevel.Warning, "The audit log cannot be sealed right now")]
    public static partial void SealingPaused(ILogger logger, Exception exception);

    [LoggerMessage(2011, LogLevel.Debug, "Signed a checkpoint of the audit log at entry {Sequence}")]
    public static partial void CheckpointWritten(ILogger logger, long sequence);

    [LoggerMessage(2012, LogLevel.Error, "Could not write a checkpoint of the audit log")]
    public static partial void CheckpointNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(2013, LogLevel.Error, "The audit log is not sealed: {Reason}")]
    public static partial void SealingRefused(ILogger logger, Exception exception, string reason);

    [LoggerMessage(2020, LogLevel.Warning, "The database does not answer about sketches right now")]
    public static partial void SketchListenerLost(ILogger logger, Exception exception);

    [LoggerMessage(
        2015,
        LogLevel.Information,
        "Let go of {Pictures} thumbnails, {Prompts} prompts and {Keys} keys that were too old"
    )]
    public static partial void Pruned(ILogger logger, long pictures, long prompts, long keys);

    [LoggerMessage(2031, LogLevel.Error, "The thumbnails of {GenerationId} are not kept: {Reason}")]
    public static partial void ThumbnailsNotKept(
        ILogger logger,
        Exception exception,
        GenerationId generationId,
        string reason
    );

    [LoggerMessage(
        2016,
        LogLevel.Warning,
        "A witness could not be told of the audit log's checkpoint at entry {Sequence}"
    )]
    public static partial void WitnessAway(ILogger logger, Exception exception, long sequence);

    [LoggerMessage(2017, LogLevel.Critical, "No checkpoint of the audit log is signed: {Reason}")]
    public static partial void CheckpointRefused(ILogger logger, string reason);

    [LoggerMessage(2018, LogLevel.Information, "{Summary}")]
    public static partial void AuditVerified(ILogger logger, string summary);

    [LoggerMessage(2019, LogLevel.Critical, "{Summary} The first: {Finding}")]
    public static partial void AuditNotIntact(ILogger logger, string summary, string finding);

    [LoggerMessage(2034, LogLevel.Error, "The audit log could not be verified")]
    public static partial void AuditNotVerified(ILogger logger, Exception exception);

    [LoggerMessage(2035, LogLevel.Error, "The moderators' chats could not be told that the audit log is not intact")]
    public static partial void AlarmNotTold(ILogger logger, Exception exception);
}
