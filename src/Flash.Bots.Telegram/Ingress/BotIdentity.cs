namespace Flash.Bots.Telegram.Ingress;

/// <summary>Who the bot is in chats.</summary>
/// <param name="Id">Its account.</param>
/// <param name="Username">What commands carry after the @.</param>
internal sealed record BotIdentity(long Id, string Username);
