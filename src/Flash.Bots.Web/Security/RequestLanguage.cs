using Flash.Bots.Replies;
using Microsoft.AspNetCore.Http;

namespace Flash.Bots.Web.Security;

/// <summary>The language of a request: the first that its browser asks for.</summary>
internal static class RequestLanguage
{
    extension(HttpRequest request)
    {
        /// <summary>A language tag; null where none is asked for.</summary>
        public string? Language => request.GetTypedHeaders().AcceptLanguage.FirstOrDefault()?.Value.Value;
    }

    extension(HttpContext context)
    {
        /// <summary>What to say in it.</summary>
        public Texts Texts => Texts.For(context.Request.Language);
    }
}
