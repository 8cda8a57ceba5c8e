using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Flash.Worker.Queue;

/// <summary>Lets Hangfire write its log where everything else does.</summary>
internal sealed class HangfireLog(ILogger logger) : ILogProvider, ILog
{
    public ILog GetLogger(string name) => this;

    public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
    {
        var level = logLevel switch
        {
            Hangfire.Logging.LogLevel.Trace => LogLevel.Trace,
            Hangfire.Logging.LogLevel.Debug => LogLevel.Debug,
            // What Hangfire calls information is its start, its options and its stop: three screens of it.
            Hangfire.Logging.LogLevel.Info => LogLevel.Debug,
            Hangfire.Logging.LogLevel.Warn => LogLevel.Warning,
            Hangfire.Logging.LogLevel.Error => LogLevel.Error,
            _ => LogLevel.Critical,
        };
        if (messageFunc is null)
        {
            return logger.IsEnabled(level);
        }

        if (logger.IsEnabled(level))
        {
            logger.Log(level, new EventId(5099, "Hangfire"), messageFunc(), exception, static (message, _) => message);
        }

        return true;
    }
}
