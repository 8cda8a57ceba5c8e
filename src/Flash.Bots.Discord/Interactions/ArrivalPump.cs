using Flash.Bots.Discord.Api;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Handles what arrives as it comes, many at a time: each spends its time waiting for Discord and the
/// database.</summary>
internal sealed class ArrivalPump(
    ArrivalInbox inbox,
    InteractionHandler interactions,
    DirectMessages messages,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<ArrivalPump> logger
) : BackgroundService
{
    private const int AtATime = 128;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions { Name = "discord arrivals", Patience = Timeout.InfiniteTimeSpan },
            cancellationToken =>
                Parallel.ForEachAsync(
                    inbox.ReadAllAsync(cancellationToken),
                    new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
                    HandleAsync
                ),
            stoppingToken
        );

    private async ValueTask HandleAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        using var request = RequestTrace.Begin("discord interaction", time, logger);
        try
        {
            await (
                arrival switch
                {
                    Arrival.Acted acted => interactions.HandleAsync(acted.Interaction, cancellationToken),
                    Arrival.Said said => messages.HandleAsync(said.Message, cancellationToken),
                    _ => throw new InvalidOperationException($"No one handles {arrival.GetType().Name}."),
                }
            );
        }
        catch (Exception refused) when (refused is DiscordApiException or MessengerException)
        {
            Log.InteractionNotAnswered(logger, arrival.Id, refused.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the process: one arrival that fails must not end the others.
            Log.InteractionFailed(logger, failure, arrival.Id);
        }
    }
}
