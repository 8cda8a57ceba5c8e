using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Handles what lies in the inbox, lane by lane, and tells the database that it is alive while one takes
/// long.</summary>
internal sealed class InboxWork(UpdateInbox inbox, UpdateHandler handler, TimeProvider time, ILogger<InboxWork> logger)
{
    private static readonly TimeSpan RenewEvery = UpdateInbox.Lease / 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Handles the lane's updates until there is none, or someone else is at it. Only cancellation leaves this, and an
    /// update that it cuts short is handled by the next reader.
    /// </summary>
    public async Task DrainAsync(string lane, BotIdentity identity, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                if (await inbox.TakeAsync(lane, cancellationToken) is not { } update)
                {
                    return;
                }

                await HandleAsync(update, identity, cancellationToken);
                pause = FirstPause;
            }
            catch (Exception exception) when (exception.IsUnreachable())
            {
                // What is written down is not lost. What was handled and could not be ticked off is handled again,
                // which does nothing twice.
                Log.InboxPaused(logger, ExpectedFaults.Describe(exception));
                await Task.Delay(pause, time, cancellationToken);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
        }
    }

    private async Task HandleAsync(TakenUpdate update, BotIdentity identity, CancellationToken cancellationToken)
    {
        var id = update.Id;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewals = RenewAsync(id, done.Token);
        try
        {
            using var json = JsonDocument.Parse(update.Body);
            if (handler.Read(json.RootElement, identity) is { } incoming)
            {
                // The last time, people are told that it did not work.
                await handler.HandleAsync(
                    id,
                    incoming,
                    mayComeAgain: update.Attempts < UpdateInbox.MostAttempts,
                    cancellationToken
                );
            }

            await done.CancelAsync();
            await renewals;
            await inbox.FinishAsync(id, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await renewals;
            await TryReleaseAsync(id);
            throw;
        }
        catch (Exception exception) when (exception.IsUnreachable())
        {
            await done.CancelAsync();
            await renewals;
            await TryReleaseAsync(id);
            throw;
        }
    }

    private async Task RenewAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, time, cancellationToken);
                await inbox.RenewAsync(id, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or NpgsqlException)
        {
            // Handled; or the database is away, and the update will be handled once more.
        }
    }

    private async Task TryReleaseAsync(long id)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
            await inbox.ReleaseAsync(id, soon.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or NpgsqlException)
        {
            // Its lease runs out.
        }
    }
}
