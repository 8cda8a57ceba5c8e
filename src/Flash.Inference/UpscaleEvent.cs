namespace Flash.Inference;

/// <summary>What enlarging announces while it runs: its tiles being done, then one <see cref="Completed"/>.</summary>
public abstract record UpscaleEvent
{
    private UpscaleEvent() { }

    /// <summary>One more tile is finished.</summary>
    /// <param name="Tile">How many are finished, 1 to <paramref name="Tiles"/>.</param>
    /// <param name="Tiles">How many there are.</param>
    public sealed record TileDone(int Tile, int Tiles) : UpscaleEvent;

    /// <summary>The enlarged picture; always the last event.</summary>
    /// <param name="Picture">Factor times as wide and as high.</param>
    /// <param name="Method">How it was made.</param>
    /// <param name="Elapsed">What it took.</param>
    public sealed record Completed(RgbImage Picture, UpscaleMethod Method, TimeSpan Elapsed) : UpscaleEvent;
}
