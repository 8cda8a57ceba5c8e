namespace Flash.Host.CommandLine;

/// <summary>
/// What was typed cannot be meant. The message is one sentence that names what was given and what is allowed; the exit
/// code is 2.
/// </summary>
internal sealed class BadArgumentException(string sentence) : Exception(sentence);
