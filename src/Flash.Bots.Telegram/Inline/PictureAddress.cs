using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Telegram.Inline;

/// <summary>
/// Signed addresses of shared pictures: <c>/telegram/pictures/{until}/{signature}/{id}</c>. A guess is turned away
/// before the database is asked. The key comes from the bot's token, which every role has.
/// </summary>
internal sealed class PictureAddress(string token)
{
    /// <summary>Route of the endpoint; the id ends in the file's extension.</summary>
    public const string Route = "/telegram/pictures/{until:long}/{signature}/{file}";

    private readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "flash shared pictures"u8);

    /// <summary>The path of a picture that can be fetched until then.</summary>
    public string For(Guid id, string extension, DateTimeOffset until)
    {
        var seconds = until.ToUnixTimeSeconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/telegram/pictures/{seconds}/{Sign(id, seconds)}/{id:N}.{extension}"
        );
    }

    /// <summary>The picture that an address names; null when it was not signed by us, or its time is over.</summary>
    public Guid? Read(long until, string signature, string file, DateTimeOffset now)
    {
        if (until < now.ToUnixTimeSeconds() || !Guid.TryParseExact(file.Split('.')[0], "N", out var id))
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature),
            Encoding.UTF8.GetBytes(Sign(id, until))
        )
            ? id
            : null;
    }

    private string Sign(Guid id, long until) =>
        Base64Url.EncodeToString(
            HMACSHA256
                .HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id:N} {until}")))
                .AsSpan(0, 16)
        );
}
