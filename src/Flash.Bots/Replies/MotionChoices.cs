using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>The ways in which a picture can move, as the buttons below an animation offer them.</summary>
internal static class MotionChoices
{
    /// <summary>In the order of their numbers in buttons, which stay what they are for ever.</summary>
    public static IReadOnlyList<MotionChoice> All { get; } =
    [
        new("MotionGentle", now => With(now, MotionMove.Gentle)),
        new("MotionStrong", now => With(now, MotionMove.Strong)),
        new("MotionLonger", Longer),
        new("MotionLeft", now => With(now, MotionMove.Left)),
        new("MotionRight", now => With(now, MotionMove.Right)),
        new("MotionIn", now => With(now, MotionMove.In)),
        new("MotionOut", now => With(now, MotionMove.Out)),
        new("MotionUsual", now => now is null or { Move: MotionMove.Usual, IsLong: false } ? now : null),
    ];

    private static Motion Longer(Motion? now) => (now ?? new Motion(MotionMove.Usual)) with { IsLong = true };

    private static Motion With(Motion? now, MotionMove move) => new(move, now is { IsLong: true });
}

/// <param name="Text">The name of its label among the texts.</param>
/// <param name="Of">From how it moves now to how it would move.</param>
internal sealed record MotionChoice(string Text, Func<Motion?, Motion?> Of);
