using Microsoft.AspNetCore.Http;

namespace Flash.Bots.Web.Moderation;

/// <summary>
/// The cookie that carries a session. Over HTTPS its name begins with <c>__Host-</c>, which no other host and no plain
/// HTTP answer can set; plain HTTP is for this machine (<c>http://localhost</c>) and for a proxy that ends TLS.
/// </summary>
internal static class SessionCookie
{
    public const string Plain = "flash_moderator";
    public const string Secure = "__Host-flash_moderator";

    public static string? Read(HttpRequest request) =>
        request.Cookies[request.IsHttps ? Secure : Plain] is { Length: > 0 and <= 100 } session ? session : null;

    public static void Write(HttpContext context, string session) =>
        context.Response.Cookies.Append(
            context.Request.IsHttps ? Secure : Plain,
            session,
            OptionsOf(context, Moderators.SessionLifetime)
        );

    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(context.Request.IsHttps ? Secure : Plain, OptionsOf(context, null));

    private static CookieOptions OptionsOf(HttpContext context, TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = context.Request.IsHttps ? "/" : "/moderation",
            MaxAge = lifetime,
        };
}
