using Microsoft.Extensions.Logging;

namespace Flash.Bots.Web;

internal static partial class Log
{
    [LoggerMessage(6003, LogLevel.Error, "The playground could not answer {Method} {Route}")]
    public static partial void RequestFailed(ILogger logger, Exception fault, string method, string? route);

    [LoggerMessage(
        6004,
        LogLevel.Warning,
        "A person whom the identity provider knows was refused: the claim {Claim} is missing, not verified or no "
            + "moderator's, or belongs to another account than before"
    )]
    public static partial void SignInRefused(ILogger logger, string claim);

    [LoggerMessage(6005, LogLevel.Warning, "A sign-in at the identity provider failed")]
    public static partial void SignInFailed(ILogger logger, Exception fault);
}
