namespace Flash.Bots.Moderation;

/// <summary>Who acts, as the audit log names them.</summary>
/// <param name="Platform">A network in lower case, or <c>flash</c> for the console and the command line.</param>
/// <param name="Id">Their id there.</param>
/// <param name="Name">Their name.</param>
public sealed record Moderator(string Platform, string Id, string Name);
