namespace Flash.Bots.Audit;

/// <summary>One process at a time adds to a folder of witnesses.</summary>
internal sealed class WitnessTurn : IAsyncDisposable
{
    private const string LockFile = "checkpoints.lock";
    private const int MostTries = 100;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private WitnessTurn(FileStream file) => this.file = file;

    /// <summary>Waits until it is this process's turn, 5 seconds at most.</summary>
    /// <exception cref="IOException">It was not.</exception>
    public static async Task<WitnessTurn> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new WitnessTurn(
                    new FileStream(
                        Path.Combine(folder, LockFile),
                        FileMode.OpenOrCreate,
                        FileAccess.ReadWrite,
                        FileShare.None
                    )
                );
            }
            catch (IOException) when (tries < MostTries && Directory.Exists(folder))
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
