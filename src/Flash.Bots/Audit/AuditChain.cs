using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Audit;

/// <summary>
/// The audit log's hash chain: each entry's hash covers the hash before it, so nothing can be changed, removed,
/// inserted or moved without every later hash being wrong.
/// </summary>
/// <remarks>
/// The canonical form. Integers are big-endian.
/// <code>
/// hash = SHA-256( previous hash (32 bytes) ‖ sequence (int64) ‖ id (int64) ‖ occurred_at (int64, microseconds since
/// 1970)
///               ‖ actor_platform ‖ actor_id ‖ actor_name ‖ action ‖ generation_id ‖ chat_id ‖ details ‖ personal )
/// </code>
/// A text is its length in UTF-8 bytes (int32) and the bytes; NULL is the length -1. A generation id is a text of 36
/// lower-case characters.
/// <c>personal</c> is bytes in the same form, and stands there only when it is not NULL. It is what the sealer
/// encrypted, so the chain holds whether or not there still is a key to read it with.
/// </remarks>
public static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static ReadOnlySpan<byte> Beginning => new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of an entry at a position, 32 bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> previousHash, long sequence, AuditRecord entry)
    {
        var form = new ArrayBufferWriter<byte>(512);
        form.Write(previousHash);
        Write(form, sequence);
        Write(form, entry.Id);
        Write(form, (entry.OccurredAt.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        Write(form, entry.ActorPlatform);
        Write(form, entry.ActorId);
        Write(form, entry.ActorName);
        Write(form, entry.Action);
        Write(form, entry.GenerationId?.ToString("D"));
        Write(form, entry.ChatId);
        Write(form, entry.Details);
        if (entry.Personal is { } personal)
        {
            Write(form, personal);
        }

        return SHA256.HashData(form.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> form, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(form.GetSpan(sizeof(long)), value);
        form.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> form, byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(form.GetSpan(sizeof(int)), bytes.Length);
        form.Advance(sizeof(int));
        form.Write(bytes);
    }

    private static void Write(ArrayBufferWriter<byte> form, string? text)
    {
        BinaryPrimitives.WriteInt32BigEndian(
            form.GetSpan(sizeof(int)),
            text is null ? -1 : Encoding.UTF8.GetByteCount(text)
        );
        form.Advance(sizeof(int));
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, form);
        }
    }
}
