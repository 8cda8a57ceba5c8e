namespace Flash.Bots.Data;

/// <summary>A picture that a network fetches from us: a row of <c>flash.shared_pictures</c>. Lives for minutes, so not
/// written ahead.</summary>
public sealed class SharedPicture
{
    public Guid Id { get; set; }

    public required string ContentType { get; set; }

    public required byte[] Bytes { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
