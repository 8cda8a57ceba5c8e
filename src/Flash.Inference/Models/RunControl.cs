using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Models;

/// <summary>Lets one generation be stopped in the middle of a session's run. Never shared: termination is for good.</summary>
internal sealed class RunControl : IDisposable
{
    private readonly CancellationTokenRegistration _registration;

    public RunControl(CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, Options); // registered with a RunOptions, so never null
    }

    public RunOptions Options { get; } = new();

    public CancellationToken Token { get; }

    /// <summary>Time spent inside ONNX Runtime so far.</summary>
    public TimeSpan ModelRuns { get; set; }

    public void Dispose()
    {
        // Waits for a callback that is running, so that it never meets disposed options.
        _registration.Dispose();
        Options.Dispose();
    }
}
