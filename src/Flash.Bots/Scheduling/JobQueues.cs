using Flash.Bots.Generations;

namespace Flash.Bots.Scheduling;

/// <summary>The Hangfire queues. Hangfire serves them in the alphabetical order of their names, hence the
/// letters.</summary>
public static class JobQueues
{
    /// <summary>Someone is looking at the chat, waiting for pictures.</summary>
    public const string Interactive = "a-interactive";

    /// <summary>Animations: many times the work of a picture, so they never stand before one.</summary>
    public const string Animate = "b-animate";

    /// <summary>Where a generation of that kind waits.</summary>
    public static string Of(GenerationKind kind) => kind.Moves() ? Animate : Interactive;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Interactive, Animate];
}
