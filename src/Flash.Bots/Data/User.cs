using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>Someone who has asked for a picture: a row of <c>flash.users</c>, unique by network and the network's
/// id.</summary>
public sealed class User
{
    public long Id { get; set; }

    public Platform Platform { get; set; }

    public required string ExternalId { get; set; }

    public required string Name { get; set; }

    public string? Language { get; set; }

    /// <summary>What the person has set with <c>/settings</c>, as JSON.</summary>
    public string Settings { get; set; } = "{}";

    /// <summary>A keyed hash of the address that a browser last asked from (<see cref="Privacy.AddressHash"/>); null
    /// for people whom a network knows.</summary>
    public string? Address { get; set; }

    public DateTimeOffset? AddressAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
