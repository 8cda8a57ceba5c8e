using Microsoft.Extensions.Logging;

namespace Flash.Bots.Telegram;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Listening to Telegram as @{Username} (bot {BotId})")]
    public static partial void Listening(ILogger logger, string? username, long botId);

    [LoggerMessage(
        3001,
        LogLevel.Error,
        "Telegram does not accept the bot's token: check Flash:Telegram:Token against what BotFather shows. Trying "
            + "again in {DelaySeconds} s"
    )]
    public static partial void TokenRefused(ILogger logger, double delaySeconds);

    [LoggerMessage(
        3002,
        LogLevel.Warning,
        "Another program reads this bot's updates too ({Reason}); only one may. Trying again in {DelaySeconds} s"
    )]
    public static partial void OtherConsumer(ILogger logger, string reason, double delaySeconds);

    [LoggerMessage(3003, LogLevel.Warning, "Telegram is out of reach ({Reason}); trying again in {DelaySeconds} s")]
    public static partial void PollFailed(ILogger logger, string reason, double delaySeconds);

    [LoggerMessage(3004, LogLevel.Warning, "Update {UpdateId} is not one we can read ({Reason}); left out")]
    public static partial void UnreadableUpdate(ILogger logger, long? updateId, string reason);

    [LoggerMessage(3005, LogLevel.Error, "Update {UpdateId} could not be handled")]
    public static partial void UpdateFailed(ILogger logger, Exception exception, long updateId);

    [LoggerMessage(3006, LogLevel.Information, "Chat of update {UpdateId} does not take messages ({Reason})")]
    public static partial void ChatRefused(ILogger logger, long updateId, string reason);

    [LoggerMessage(3007, LogLevel.Debug, "A press was answered too late for Telegram to show it ({Reason})")]
    public static partial void PressAnswerRefused(ILogger logger, string reason);

    [LoggerMessage(
        3008,
        LogLevel.Warning,
        "The command menu could not be registered ({Reason}); people can still type commands"
    )]
    public static partial void CommandsNotSet(ILogger logger, string reason);

    [LoggerMessage(3012, LogLevel.Warning, "The database does not take updates right now ({Fault}); they wait")]
    public static partial void InboxPaused(ILogger logger, string fault);

    [LoggerMessage(3013, LogLevel.Error, "{Count} updates were given up: each ended {Attempts} processes")]
    public static partial void UpdatesGivenUp(ILogger logger, int count, int attempts);

    [LoggerMessage(3010, LogLevel.Debug, "An inline query was answered too late ({Reason})")]
    public static partial void InlineAnswerRefused(ILogger logger, string reason);

    [LoggerMessage(3011, LogLevel.Warning, "An inline query could not be answered")]
    public static partial void InlineFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        3009,
        LogLevel.Warning,
        "Telegram cannot deliver to our webhook ({Reason}); {PendingUpdates} updates wait there"
    )]
    public static partial void DeliveriesFail(ILogger logger, string? reason, int pendingUpdates);
}
