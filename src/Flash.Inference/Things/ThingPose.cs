namespace Flash.Inference.Things;

/// <summary>What happens to a thing at rest, about the middle of its foot, or of itself where it floats. The layout
/// itself moves with the phase, and the model draws what it is shown.</summary>
/// <param name="Lift">Upwards, in sides of the thing.</param>
/// <param name="Drift">To the right, likewise.</param>
/// <param name="Turn">Clockwise, in radians.</param>
/// <param name="Stretch">Of the height; the width shrinks as much.</param>
/// <param name="About">How far over the foot the turn's centre lies, in sides.</param>
internal readonly record struct ThingPose(double Lift, double Drift, double Turn, double Stretch, double About)
{
    // The phase at which what swings turns round.
    private const double Rest = 0.25;
    private const double FourDegrees = 4 * Math.PI / 180;

    private static readonly ThingPose Still = new(0, 0, 0, 1, 0);

    /// <param name="setting">Where it stands.</param>
    /// <param name="floats">Whether it has no ground under it there.</param>
    /// <param name="gait">0 breathes, 1 sways, 2 hops.</param>
    /// <param name="phase">[0, 1).</param>
    public static ThingPose At(string setting, bool floats, int gait, double phase)
    {
        phase = (phase + Rest) % 1;
        if (floats)
        {
            return new(
                0.05 * Wave(phase),
                gait == 1 ? 0.03 * Wave(phase + 0.25) : 0,
                gait != 2 ? FourDegrees * Wave(phase + 0.2) : 0,
                1,
                0.5
            );
        }

        // A hop: up and down twice as long on the ground as in the air, softened at the landing.
        var up = Math.Max(0, -Wave(phase));
        return setting == "sea" ? Still with { Lift = 0.025 * Wave(phase), Turn = FourDegrees * Wave(phase + 0.25) }
            : gait == 0 ? Still with { Stretch = 1 + (0.03 * Wave(phase)) }
            : gait == 1 ? Still with { Turn = FourDegrees * Wave(phase) }
            : Still with { Lift = 0.09 * up, Stretch = 1 + (0.025 * up) - (0.02 * Math.Max(0, Wave(phase))) };
    }

    private static double Wave(double phase) => Math.Sin(2 * Math.PI * phase);
}
