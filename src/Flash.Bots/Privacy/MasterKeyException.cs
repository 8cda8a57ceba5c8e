namespace Flash.Bots.Privacy;

/// <summary>There is no master key to work with: it cannot be read, it is none, or another one wrapped what is in the
/// database. Nothing is lost; a person has to bring the key.</summary>
public class MasterKeyException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException);
