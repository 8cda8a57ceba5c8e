namespace Flash.Bots.Data;

/// <summary>How much one person or one chat may ask for, where moderators want it otherwise than usual: a row of
/// <c>flash.quotas</c>. Names a person or a chat, never both.</summary>
public sealed class Quota
{
    public long Id { get; set; }

    public long? UserId { get; set; }

    public User? User { get; set; }

    public long? ChatId { get; set; }

    public Chat? Chat { get; set; }

    /// <summary>Generations in 60 minutes; 0 for no limit, null for as usual.</summary>
    public int? PerHour { get; set; }

    /// <summary>Generations in 24 hours; 0 for no limit, null for as usual.</summary>
    public int? PerDay { get; set; }

    public required string SetBy { get; set; }

    public DateTimeOffset SetAt { get; set; }
}
