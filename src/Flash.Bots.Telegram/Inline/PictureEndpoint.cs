using Flash.Bots.Sketches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram.Inline;

/// <summary>Where Telegram fetches the pictures of inline results.</summary>
internal static class PictureEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        if (
            endpoints.ServiceProvider.GetRequiredService<IOptions<TelegramOptions>>().Value is
            { Inline.PublicUrl.Length: > 0, Token: var token }
        )
        {
            var addresses = new PictureAddress(token);
            endpoints.MapGet(
                PictureAddress.Route,
                async (
                    long until,
                    string signature,
                    string file,
                    HttpContext context,
                    SharedPictures pictures,
                    TimeProvider time,
                    CancellationToken cancellationToken
                ) =>
                {
                    if (
                        addresses.Read(until, signature, file, time.GetUtcNow()) is not { } id
                        || await pictures.FindAsync(id, cancellationToken) is not { } picture
                    )
                    {
                        return Results.NotFound();
                    }

                    context.Response.Headers.CacheControl = "public, max-age=600, immutable";
                    return Results.Bytes(picture.Bytes, picture.ContentType);
                }
            );
        }
    }
}
