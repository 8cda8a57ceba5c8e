using Flash.Bots.Discord.Api;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Sees to it, once per start, that Discord knows Flash's commands; overwrites them only when they
/// differ.</summary>
internal sealed class CommandRegistration(
    DiscordApi api,
    ApplicationIdentity identity,
    BackgroundLoops loops,
    ILogger<CommandRegistration> logger
) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions
            {
                Name = "discord commands",
                IsOnce = true,
                Patience = Timeout.InfiniteTimeSpan,
                LongestPause = LongestPause,
                Knows = (fault, pause) =>
                {
                    if (fault is not DiscordApiException { IsTransient: true } away)
                    {
                        return null;
                    }

                    Log.CommandsNotRegistered(logger, away.Message);
                    return away.RetryAfter ?? pause;
                },
            },
            TryRegisterAsync,
            stoppingToken
        );

    private async Task TryRegisterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RegisterAsync(cancellationToken);
        }
        catch (DiscordApiException refused) when (!refused.IsTransient)
        {
            // People still have the commands of the last start; what is wrong needs an operator.
            Log.CommandsNotRegistered(logger, refused.Message);
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
