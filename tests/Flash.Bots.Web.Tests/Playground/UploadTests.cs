using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Tests.Playground;

/// <summary>Pictures to start from, as the page sends them: what is no picture, or one that no browser shows, gets a
/// sentence of its own.</summary>
public sealed class UploadTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_taken_is_told_why()
    {
        using var visitor = await host.VisitAsync();
        var texts = Texts.For("en");

        Assert.Equal(
            (400, texts["PictureHeic"]),
            await RefusalAsync(visitor, "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8)
        );
        Assert.Equal(
            (400, texts["PictureHeic"]),
            await RefusalAsync(visitor, "\0\0\0\u0018ftypmif1\0\0\0\0mif1heic"u8)
        );
        Assert.Equal((400, texts.WebNotShown), await RefusalAsync(visitor, "II*\0 and what else a TIFF file has"u8));
        Assert.Equal(
            (400, texts.WebNotShown),
            await RefusalAsync(visitor, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8)
        );
        Assert.Equal(
            (413, texts.WebTooLarge(20, 10_000)),
            await RefusalAsync(visitor, new byte[(20 * 1024 * 1024) + 1])
        );
    }

    [Fact]
    public async Task Fifty_megabytes_are_not_even_read()
    {
        using var visitor = await host.VisitAsync();
        visitor.Http.DefaultRequestHeaders.ExpectContinue = true;

        Assert.Equal((413, Texts.For("en").WebTooLarge(20, 10_000)), await RefusalAsync(visitor, new byte[50_000_000]));
    }

    [Theory]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ")]
    [InlineData("GIF89a\u0001\0\u0001\0")]
    public async Task What_browsers_show_is_taken(string beginning)
    {
        using var visitor = await host.VisitAsync();

        using var answer = await SendAsync(
            visitor,
            [.. System.Text.Encoding.Latin1.GetBytes(beginning), .. new byte[64]]
        );

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static Task<(int Status, string Sentence)> RefusalAsync(Visitor visitor, ReadOnlySpan<byte> file)
    {
        return Of(file.ToArray());

        async Task<(int, string)> Of(byte[] bytes)
        {
            using var answer = await SendAsync(visitor, bytes);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            return ((int)answer.StatusCode, problem.GetProperty("detail").GetString()!); // Every refusal has one.
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a boat --count 1"), "text" },
            { new StringContent(Guid.NewGuid().ToString()), "clientId" },
            { new ByteArrayContent(file), "picture", "mine" },
        };
        return await visitor.Http.PostAsync(new Uri("/playground/pictures", UriKind.Relative), form, Cancellation);
    }
}
