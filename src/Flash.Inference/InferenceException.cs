namespace Flash.Inference;

/// <summary>A fault of the model, its files or the device. Misuse by the caller is an <see cref="ArgumentException"/>
/// instead.</summary>
/// <remarks>The message is one readable sentence: what was given or found, and what was expected.</remarks>
public class InferenceException : Exception
{
    /// <summary>A fault that will be there again next time.</summary>
    public InferenceException(string message)
        : base(message) { }

    /// <summary>A fault with its cause.</summary>
    public InferenceException(string message, Exception? innerException, bool isTransient = false)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether the same call may succeed when repeated.</summary>
    public bool IsTransient { get; }
}
