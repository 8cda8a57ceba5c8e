using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord;

internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Debug, "{Request} is sent again after attempt {Attempt}: {Reason}")]
    public static partial void RequestRepeated(ILogger logger, string request, int attempt, string reason);

    [LoggerMessage(4001, LogLevel.Warning, "Discord limits {Request} for {RetryAfterSeconds} s (global: {IsGlobal})")]
    public static partial void RateLimited(ILogger logger, string request, double retryAfterSeconds, bool isGlobal);

    [LoggerMessage(
        4002,
        LogLevel.Critical,
        "Discord refused the bot token; nothing more is sent with it until Flash:Discord:Token is replaced and Flash "
            + "restarted"
    )]
    public static partial void TokenRefused(ILogger logger);

    [LoggerMessage(
        4003,
        LogLevel.Information,
        "The bot may not speak in the channel (code {Code}); it writes to the person instead"
    )]
    public static partial void SpeaksPrivately(ILogger logger, int code);

    [LoggerMessage(4010, LogLevel.Information, "Connected to Discord's gateway: shard {Shard} of {Shards}")]
    public static partial void GatewayReady(ILogger logger, int shard, int shards);

    [LoggerMessage(4011, LogLevel.Information, "Resumed the gateway session of shard {Shard}")]
    public static partial void GatewayResumed(ILogger logger, int shard);

    [LoggerMessage(4012, LogLevel.Information, "Discord closed a gateway connection: {Reason}")]
    public static partial void GatewayClosed(ILogger logger, string reason);

    [LoggerMessage(4013, LogLevel.Warning, "A gateway connection broke ({Kind}): {Reason}")]
    public static partial void GatewayBroken(ILogger logger, string kind, string reason);

    [LoggerMessage(4014, LogLevel.Warning, "The gateway cannot be reached for shard {Shard}: {Reason}")]
    public static partial void GatewayUnreachable(ILogger logger, int shard, string reason);

    [LoggerMessage(
        4015,
        LogLevel.Critical,
        "Shard {Shard} receives nothing any more, because Discord closed it for good: {Reason}"
    )]
    public static partial void GatewayStopped(ILogger logger, int shard, string reason);

    [LoggerMessage(4016, LogLevel.Critical, "Discord receives nothing: {Reason}")]
    public static partial void IngressStopped(ILogger logger, string reason);

    [LoggerMessage(
        4017,
        LogLevel.Warning,
        "Discord cannot be reached, the next attempt follows in {Seconds} s: {Reason}"
    )]
    public static partial void IngressRetries(ILogger logger, double seconds, string reason);

    [LoggerMessage(4018, LogLevel.Error, "Shard {Shard} met something it could not handle, and starts a new session")]
    public static partial void GatewayFailed(ILogger logger, Exception failure, int shard);

    [LoggerMessage(4020, LogLevel.Information, "Registered {Count} commands with Discord")]
    public static partial void CommandsRegistered(ILogger logger, int count);

    [LoggerMessage(4021, LogLevel.Debug, "Discord's commands are up to date")]
    public static partial void CommandsUpToDate(ILogger logger);

    [LoggerMessage(4022, LogLevel.Warning, "Commands could not be registered: {Reason}")]
    public static partial void CommandsNotRegistered(ILogger logger, string reason);

    [LoggerMessage(4030, LogLevel.Warning, "Something that arrived was not understood and is dropped: {Reason}")]
    public static partial void ArrivalNotUnderstood(ILogger logger, string reason);

    [LoggerMessage(4031, LogLevel.Error, "Interaction {InteractionId} failed")]
    public static partial void InteractionFailed(ILogger logger, Exception failure, ulong interactionId);

    [LoggerMessage(4032, LogLevel.Warning, "Interaction {InteractionId} could not be answered: {Reason}")]
    public static partial void InteractionNotAnswered(ILogger logger, ulong interactionId, string reason);

    [LoggerMessage(EventId = 4040, Message = "Discord.Net, {Source}: {Words} {Failure}")]
    public static partial void DiscordNet(
        ILogger logger,
        LogLevel level,
        string source,
        string? words,
        string? failure
    );
}
