namespace Flash.Inference;

/// <summary>What an animation announces while it runs: its frames being done, then one <see
/// cref="Completed"/>.</summary>
public abstract record AnimationEvent
{
    private AnimationEvent() { }

    /// <summary>One more frame is finished.</summary>
    /// <param name="Frame">How many are finished, 1 to <paramref name="Frames"/>.</param>
    /// <param name="Frames">How many there will be.</param>
    public sealed record FrameDone(int Frame, int Frames) : AnimationEvent;

    /// <summary>The whole loop; always the last event.</summary>
    /// <param name="Frames">In order; after the last comes the first again.</param>
    /// <param name="FrameDelay">How long each is shown.</param>
    public sealed record Completed(IReadOnlyList<RgbImage> Frames, TimeSpan FrameDelay) : AnimationEvent
    {
        /// <summary>What it took to draw.</summary>
        public TimeSpan Elapsed { get; init; }
    }
}
