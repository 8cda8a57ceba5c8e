namespace Flash.Inference.Pipelines;

internal enum Phase
{
    TextEncoding,
    ImageEncoding,
    Denoising,
    Previews,
    Decoding,
}

/// <summary>Adds up how long each phase of a generation takes.</summary>
internal sealed class PhaseWatch(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly TimeSpan[] _phases = new TimeSpan[5];
    private long _lap = time.GetTimestamp();

    public GenerationTimings Timings =>
        new(
            _phases[(int)Phase.TextEncoding],
            _phases[(int)Phase.Denoising],
            _phases[(int)Phase.Previews],
            _phases[(int)Phase.Decoding],
            time.GetElapsedTime(_started)
        )
        {
            ImageEncoding = _phases[(int)Phase.ImageEncoding],
        };

    /// <summary>What went by since the last call belongs to this phase.</summary>
    public void Lap(Phase phase)
    {
        var now = time.GetTimestamp();
        _phases[(int)phase] += time.GetElapsedTime(_lap, now);
        _lap = now;
    }
}
