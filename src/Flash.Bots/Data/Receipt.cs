namespace Flash.Bots.Data;

/// <summary>A delivery that was answered without making a generation: a row of <c>flash.receipts</c>, so that a
/// redelivery is not answered again.</summary>
public sealed class Receipt
{
    public required string IdempotencyKey { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }
}
