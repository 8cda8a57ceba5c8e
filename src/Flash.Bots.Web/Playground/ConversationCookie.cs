using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Flash.Bots.Web.Playground;

/// <summary>
/// Names the browser's conversation. The cookie holds a secret of 256 bits; the conversation's id is a digest of it, so
/// that an id seen in a log, an export or the moderators' console opens no conversation. Nothing is stored on the
/// server for it and no key must be shared.
/// </summary>
internal static class ConversationCookie
{
    public const string Name = "flash_conversation";

    private const int SecretLength = 43;

    /// <summary>The conversation of this request, or null when the browser has none.</summary>
    public static Guid? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Name, out var secret) && secret.Length == SecretLength && Base64Url.IsValid(secret)
            ? IdOf(secret)
            : null;

    /// <summary>The conversation of this request; begins one when there is none, and keeps it for a year from the last
    /// visit.</summary>
    public static Guid ReadOrBegin(HttpContext context, TimeProvider time)
    {
        var existing = Read(context.Request);
        var secret = existing is null
            ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))
            : context.Request.Cookies[Name]!; // just read
        context.Response.Cookies.Append(
            Name,
            secret,
            new CookieOptions
            {
                HttpOnly = true,
                // Lax, not Strict: opening a link to the playground must show the conversation, and every change needs
                // a header that other sites cannot send.
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                Path = "/",
                Expires = time.GetUtcNow().AddDays(365),
            }
        );
        return existing ?? IdOf(secret);
    }

    private static Guid IdOf(string secret) => new(SHA256.HashData(Encoding.ASCII.GetBytes(secret)).AsSpan(0, 16));
}
