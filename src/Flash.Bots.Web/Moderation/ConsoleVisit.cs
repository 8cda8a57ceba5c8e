using Flash.Bots.Moderation;
using Flash.Bots.Web.SignIn;

namespace Flash.Bots.Web.Moderation;

/// <summary>Someone's session.</summary>
/// <param name="Moderator">Whose it is.</param>
/// <param name="Need">What it lacks before it may see anything.</param>
internal sealed record ConsoleVisit(Moderator Moderator, SecondFactorNeed Need);
