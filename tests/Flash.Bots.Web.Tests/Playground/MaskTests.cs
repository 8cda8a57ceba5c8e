using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Bots.Web.Tests.Playground;

/// <summary>What is painted over, as the page sends it.</summary>
public sealed class MaskTests(WebHost host) : IClassFixture<WebHost>
{
    private static readonly byte[] OnTheLeft = PngFile.Grey(256, 256, (x, _) => (byte)(x < 99 ? 255 : 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_painted_picture_waits_in_the_conversation_in_answer_to_its_parent()
    {
        using var visitor = await host.VisitAsync();
        var (parent, message) = await DrawnAsync(visitor);

        using var answer = await SendAsync(visitor, parent, message, OnTheLeft);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        var child = await db.Generations.SingleAsync(generation => generation.ParentId == parent, Cancellation);
        Assert.Equal((GenerationKind.Inpaint, 1), (child.Kind, child.ParentIndex));
        Assert.Equal(PictureArea.Left, child.Recipe.Start!.Painted!.Area);
        var history = await visitor.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/playground/history", UriKind.Relative),
            Cancellation
        );
        var posted = history.GetProperty("messages").EnumerateArray().Last();
        Assert.Equal(message, posted.GetProperty("replyTo").GetInt64());
        Assert.Contains("a red boat, a tree", posted.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_answered_with_one_sentence_in_the_visitors_language()
    {
        using var visitor = await host.VisitAsync();
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        visitor.Http.DefaultRequestHeaders.ExpectContinue = true; // What is too large is refused before it is sent.
        var (parent, message) = await DrawnAsync(visitor);
        using var other = await host.VisitAsync();
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);

        Assert.Equal(
            (400, "Rien n’est encore peint. Peins sur ce qui doit changer."),
            await RefusalAsync(visitor, parent, message, PngFile.Grey(64, 64, (_, _) => 0))
        );
        Assert.StartsWith("Le masque est trop grand", (await RefusalAsync(visitor, parent, message, noise)).Sentence);
        Assert.Equal(413, (await RefusalAsync(visitor, parent, message, new byte[2_000_000])).Status);
        Assert.StartsWith(
            "Le masque est trop grand",
            (await RefusalAsync(visitor, parent, message, new byte[2_000_000])).Sentence
        );
        Assert.Equal(
            (400, "Que doit-il y avoir là ? Écris quelques mots."),
            await RefusalAsync(visitor, parent, message, OnTheLeft, " ")
        );
        Assert.Equal(400, (await RefusalAsync(visitor, parent, message, [])).Status);
        Assert.Equal(400, (await RefusalAsync(other, parent, message, OnTheLeft)).Status);
        using var stranger = host.Stranger();
        using var form = Form(parent, message, OnTheLeft, "a tree");
        using var refused = await stranger.PostAsync(Masks, form, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        Assert.False(await db.Generations.AnyAsync(generation => generation.ParentId == parent, Cancellation));
    }

    private static Uri Masks { get; } = new("/playground/masks", UriKind.Relative);

    private IDbContextFactory<FlashDb> Databases => host.Services.GetRequiredService<IDbContextFactory<FlashDb>>();

    private static async Task<(int Status, string Sentence)> RefusalAsync(
        Visitor visitor,
        GenerationId parent,
        long message,
        byte[] mask,
        string words = "a tree"
    )
    {
        using var answer = await SendAsync(visitor, parent, message, mask, words);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return ((int)answer.StatusCode, problem.GetProperty("detail").GetString()!); // Every refusal has one.
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Visitor visitor,
        GenerationId parent,
        long message,
        byte[] mask,
        string words = "a tree"
    )
    {
        using var form = Form(parent, message, mask, words);
        return await visitor.Http.PostAsync(Masks, form, Cancellation);
    }

    private static MultipartFormDataContent Form(GenerationId parent, long message, byte[] mask, string words) =>
        new()
        {
            { new StringContent(new ButtonAction(ButtonVerb.Paint, parent, 1).ToCode()), "code" },
            { new StringContent(message.ToString(CultureInfo.InvariantCulture)), "messageId" },
            { new StringContent(words), "text" },
            { new StringContent(Guid.NewGuid().ToString()), "clientId" },
            { new ByteArrayContent(mask), "mask", "mask.png" },
        };

    /// <summary>A picture that the visitor asked for and has.</summary>
    private async Task<(GenerationId Id, long Message)> DrawnAsync(Visitor visitor)
    {
        var person = visitor.Conversation.ToString("N");
        await host
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = $"test:{Guid.NewGuid()}",
                    From = new Person(Platform.Playground, person, "Ada"),
                    Chat = new Conversations.Chat(Platform.Playground, person, null, IsPrivate: true),
                    Text = "/imagine a red boat --count 1",
                    ReplyTo = new PlaygroundReply(visitor.Conversation),
                },
                Cancellation
            );
        await using var db = await Databases.CreateDbContextAsync(Cancellation);
        var asked = await db.Generations.SingleAsync(
            generation => generation.User!.ExternalId == person, // Every generation has an owner.
            Cancellation
        );
        var store = host.Services.GetRequiredService<GenerationStore>();
        var claim = await store.ClaimAsync(asked.Id, TimeSpan.FromMinutes(1), Cancellation);
        Assert.True(await store.MarkDeliveredAsync(asked.Id, claim!.Epoch, [], "abc", Cancellation));
        return (asked.Id, ((PlaygroundMessage)asked.Message!).Id);
    }
}
