namespace Flash.Inference;

/// <summary>What a generation announces while it runs: previews, then one <see cref="Completed"/>.</summary>
public abstract record GenerationEvent
{
    private GenerationEvent() { }

    /// <summary>The pictures as the model sees them after a step. Expendable: a reader who is slow misses the older
    /// ones.</summary>
    /// <param name="Step">1 to <paramref name="InferenceSteps"/>.</param>
    /// <param name="InferenceSteps">Steps this generation takes: those of the request, times the pictures where they
    /// are drawn one after the other.</param>
    /// <param name="Pictures">
    /// One for each picture of the request, in order. At the last step these are the finished pictures themselves.
    /// Where pictures are drawn one after the other, those before the current one are finished and those after it are
    /// grey.
    /// </param>
    public sealed record Preview(int Step, int InferenceSteps, IReadOnlyList<RgbImage> Pictures) : GenerationEvent;

    /// <summary>The finished pictures; always the last event, never dropped.</summary>
    /// <param name="Pictures">One for each picture of the request, in order.</param>
    /// <param name="Timings">Where the time went.</param>
    public sealed record Completed(IReadOnlyList<RgbImage> Pictures, GenerationTimings Timings) : GenerationEvent
    {
        /// <summary>For each picture whether the model's own safety checker flagged it; null when the folder has none.
        /// The pictures are as they are in either case: what to do is the caller's decision.</summary>
        public IReadOnlyList<bool>? Flagged { get; init; }
    }
}
