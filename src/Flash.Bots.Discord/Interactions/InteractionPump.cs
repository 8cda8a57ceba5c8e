using Flash.Bots.Discord.Api;
using Flash.Bots.Replies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Handles interactions as they come, many at a time: each spends its time waiting for Discord and the database.</summary>
internal sealed class InteractionPump(InteractionInbox inbox, InteractionHandler handler, ILogger<InteractionPump> logger) : BackgroundService
{
    private const int AtATime = 128;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Parallel.ForEachAsync(inbox.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stoppingToken }, HandleAsync);

    private async ValueTask HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        try
        {
            await handler.HandleAsync(interaction, cancellationToken);
        }
        catch (Exception refused) when (refused is DiscordApiException or MessengerException)
        {
            Log.InteractionNotAnswered(logger, interaction.Id, refused.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the process: one interaction that fails must not end the others.
            Log.InteractionFailed(logger, failure, interaction.Id);
        }
    }
}
