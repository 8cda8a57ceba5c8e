using System.Collections.Concurrent;
using System.Net;

namespace Flash.Chaos;

/// <summary>What one process said of itself.</summary>
/// <param name="Member">Who.</param>
/// <param name="Asked">When it was asked, by <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="Answered">When it had answered.</param>
/// <param name="IsReady">Whether it said that it can work.</param>
/// <param name="Words">How it said it.</param>
public sealed record HealthSample(string Member, long Asked, long Answered, bool IsReady, string Words);

/// <summary>Asks every process for its health, again and again.</summary>
public sealed class HealthWatch(Fleet fleet) : IDisposable
{
    /// <summary>For how long a process may not know that its database is gone: it writes at most every two
    /// seconds, however often it is asked.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(8) };
    private readonly ConcurrentQueue<HealthSample> samples = new();
    private readonly TimeProvider time = TimeProvider.System;

    public IReadOnlyCollection<HealthSample> Samples => samples;

    /// <summary>Until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(fleet.Members.Select(member => WatchAsync(member, cancellationToken)));

    /// <summary>Waits until every process says that it can work; who does not, in its words, after
    /// <paramref name="patience"/>.</summary>
    public async Task<IReadOnlyList<string>> AllReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var answers = await Task.WhenAll(fleet.Members.Select(member => AskAsync(member, cancellationToken)));
            if (answers.All(answer => answer is { IsReady: true }))
            {
                return [];
            }

            if (time.GetElapsedTime(began) > patience)
            {
                return
                [
                    .. fleet
                        .Members.Zip(answers)
                        .Where(pair => pair.Second is not { IsReady: true })
                        .Select(pair =>
                            $"{pair.First.Name} is not ready afterwards: {pair.Second?.Words ?? "no answer"}"
                        ),
                ];
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    /// <summary>Answers that say "ready" while the database had been away for longer than a process may not
    /// know.</summary>
    public IReadOnlyList<string> Lies(IReadOnlyCollection<(long From, long Until)> outages) =>
        [
            .. samples
                .Where(sample =>
                    sample.IsReady
                    && outages.Any(outage =>
                        time.GetElapsedTime(outage.From, sample.Asked) > Grace && sample.Answered < outage.Until
                    )
                )
                .Select(sample => $"{sample.Member} said that it was ready while PostgreSQL was away"),
        ];

    /// <summary>How many answers were given while the database had been away for that long.</summary>
    public int AnswersDuring(IReadOnlyCollection<(long From, long Until)> outages) =>
        samples.Count(sample =>
            outages.Any(outage =>
                time.GetElapsedTime(outage.From, sample.Asked) > Grace && sample.Answered < outage.Until
            )
        );

    public void Dispose() => http.Dispose();

    private async Task WatchAsync(FleetMember member, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await AskAsync(member, cancellationToken) is { } sample)
            {
                samples.Enqueue(sample);
            }

            await Task.Delay(Interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null when no one answers: a process that is dead, stopped or just starting tells no lies.</summary>
    private async Task<HealthSample?> AskAsync(FleetMember member, CancellationToken cancellationToken)
    {
        if (member.Address is not { } address)
        {
            return null;
        }

        var asked = time.GetTimestamp();
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health/ready"), cancellationToken);
            var words = await answer.Content.ReadAsStringAsync(cancellationToken);
            return new HealthSample(
                member.Name,
                asked,
                time.GetTimestamp(),
                answer.StatusCode == HttpStatusCode.OK,
                words
            );
        }
        catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
