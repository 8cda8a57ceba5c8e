using System.Collections.Concurrent;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Scheduling;

/// <summary>The pace of pictures and that of animations, as the database knows them, a few seconds old at
/// most.</summary>
public sealed class MeasuredPace(TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private static readonly NamedSql Lately = NamedSql.Load("queue/lately");
    private static readonly NamedSql Slots = NamedSql.Load("queue/slots");
    private static readonly NamedSql Inflow = NamedSql.Load("queue/inflow");

    /// <summary>Over this long newcomers are counted.</summary>
    private static readonly TimeSpan Newcomers = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<bool, Read> _read = new();

    /// <summary>What a recipe is expected to cost, in seconds of a worker.</summary>
    public async Task<double> CostAsync(
        FlashDb db,
        GenerationKind kind,
        Recipe recipe,
        CancellationToken cancellationToken
    ) => (await OfAsync(db, kind.Moves(), cancellationToken)).Cost(recipe.Model, kind, Workload.Of(kind, recipe));

    /// <summary>One queue's.</summary>
    /// <param name="db">Where to look, in its transaction if it has one.</param>
    /// <param name="moves">The queue of animations.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    public async Task<QueuePace> OfAsync(FlashDb db, bool moves, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(moves, out var read) && time.GetElapsedTime(read.At) < MaxAge)
        {
            return read.Pace;
        }

        var at = time.GetTimestamp();
        var lately = await Lately.ReadAsync<Begun>(db, new { moves }, cancellationToken);
        var slots = await Slots.ReadAsync<int>(
            db,
            new { Queue = moves ? JobQueues.Animate : JobQueues.Interactive },
            cancellationToken
        );
        var inflow = await Inflow.ReadAsync<double>(
            db,
            new { moves, Since = GenerationId.FirstAt(time.GetUtcNow() - Newcomers) },
            cancellationToken
        );
        var pace = QueuePace.Learn(
            lately,
            slots is [var count] ? count : 1,
            inflow is [var cost] ? cost / Newcomers.TotalSeconds : 0
        );
        if (pace.IsKnown)
        {
            // Not remembered before: the first picture that is drawn tells.
            _read[moves] = new Read(at, pace);
        }

        return pace;
    }

    private sealed record Read(long At, QueuePace Pace);
}
