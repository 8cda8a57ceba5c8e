namespace Flash.Host.CommandLine;

/// <summary>A command could not do what was asked. The message is one sentence for the person at the terminal; the exit
/// code is 1.</summary>
internal sealed class CommandFailedException(string sentence, Exception? innerException = null)
    : Exception(sentence, innerException);
