using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Gateway;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Sees to it, once per start, that Discord knows Flash's commands; overwrites them only when they
/// differ.</summary>
internal sealed class CommandRegistration(
    DiscordApi api,
    ApplicationIdentity identity,
    TimeProvider time,
    ILogger<CommandRegistration> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RegisterAsync(stoppingToken);
                return;
            }
            catch (DiscordApiException fault) when (fault.IsTransient)
            {
                Log.CommandsNotRegistered(logger, fault.Message);
                await Task.Delay(fault.RetryAfter ?? ReconnectDelays.Before(attempt + 1), time, stoppingToken);
            }
            catch (DiscordApiException refused)
            {
                // People still have the commands of the last start; what is wrong needs an operator.
                Log.CommandsNotRegistered(logger, refused.Message);
                return;
            }
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var application = await identity.IdAsync(cancellationToken);
        var registered = await api.GetGlobalCommandsAsync(application, cancellationToken);
        if (CommandFingerprint.Of(registered) == CommandFingerprint.Of(CommandDefinitions.All))
        {
            Log.CommandsUpToDate(logger);
            return;
        }

        await api.OverwriteGlobalCommandsAsync(application, CommandDefinitions.All, cancellationToken);
        Log.CommandsRegistered(logger, CommandDefinitions.All.Count);
    }
}
