namespace Flash.Bots.Privacy;

/// <summary>A file that should hold a key holds something else.</summary>
public sealed class KeyFileException(string message) : IOException(message);
