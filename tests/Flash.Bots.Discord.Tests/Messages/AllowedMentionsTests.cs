using System.Text.Json.Nodes;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Messages;

/// <summary>Nothing that anyone types pings anyone, whichever route a message takes.</summary>
public sealed class AllowedMentionsTests : IAsyncLifetime
{
    private static readonly OutgoingMessage Shouting = new()
    {
        Text = "@everyone @here <@1> <@&2>",
        Media = [new EncodedMedia(new byte[] { 1 }, MediaKind.Jpeg, "1.jpg", "@everyone")],
    };
    private DiscordServer server = null!; // InitializeAsync sets these three
    private DiscordProcess process = null!;
    private DiscordChannel channel = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await DiscordServer.StartAsync(Cancellation);
        process = new DiscordProcess(server);
        channel = server.State.AddChannel("art");
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Every_call_that_shows_words_allows_no_mention()
    {
        var (payload, files) = (MessageLayout.Of(Shouting), MessageLayout.FilesOf(Shouting));
        var (api, application) = (process.Api, server.ApplicationId);
        var (told, deferred) = (Create(), Create());

        await api.RespondAsync(told.Id, told.Token, InteractionResponse.Ephemeral("@everyone"), Cancellation);
        await api.RespondAsync(deferred.Id, deferred.Token, InteractionResponse.Deferred, Cancellation);
        await api.EditResponseAsync(application, deferred.Token, null, payload, files, Cancellation);
        await api.CreateFollowupAsync(application, deferred.Token, payload, files, Cancellation);
        var posted = await api.CreateMessageAsync(
            channel.Id,
            payload with
            {
                MessageReference = new MessageReferencePayload(deferred.Original!.Id, FailIfNotExists: false),
            },
            files,
            Cancellation
        );
        await api.EditMessageAsync(channel.Id, posted.Id, payload, files, Cancellation);

        string[] exercised =
        [
            nameof(api.RespondAsync),
            nameof(api.EditResponseAsync),
            nameof(api.CreateFollowupAsync),
            nameof(api.CreateMessageAsync),
            nameof(api.EditMessageAsync),
        ];
        Assert.Equal(
            typeof(DiscordApi)
                .GetMethods()
                .Where(method =>
                    method
                        .GetParameters()
                        .Any(given =>
                            given.ParameterType == typeof(MessagePayload)
                            || given.ParameterType == typeof(InteractionResponse)
                        )
                )
                .Select(method => method.Name)
                .Order(),
            exercised.Order()
        );
        HoldsForEveryCall(exercised.Length);
    }

    [Fact]
    public async Task Every_way_of_the_messenger_allows_no_mention()
    {
        var ada = new DiscordUser(server, "Ada");
        var (first, late) = (Create(), Create());
        await process.Api.RespondAsync(first.Id, first.Token, InteractionResponse.Deferred, Cancellation);
        var reply = new DiscordReply(
            server.ApplicationId,
            first.Token,
            first.At + TimeSpan.FromMinutes(15),
            channel.Id,
            ada.Id
        );

        var original = await process.Messenger.PostAsync(reply, Shouting, Cancellation);
        await process.Messenger.EditAsync(original, Shouting, Cancellation);
        await process.Messenger.PostAsync(reply, Shouting with { IsPersonal = true }, Cancellation);
        first.IsExpired = true;
        await process.Messenger.EditAsync(original, Shouting, Cancellation);
        var answered = new DiscordMessage(
            server.ApplicationId,
            "",
            DateTimeOffset.MinValue,
            channel.Id,
            first.Original!.Id
        );
        await process.Messenger.PostAsync(
            reply with
            {
                InteractionToken = "",
                AnswersMessageId = late.Id,
            },
            Shouting with
            {
                ReplyTo = answered,
            },
            Cancellation
        );
        channel.BotMayPost = false;
        await process.Messenger.EditAsync(original, Shouting, Cancellation);

        HoldsForEveryCall(6);
    }

    private void HoldsForEveryCall(int atLeast)
    {
        var shown = server
            .Calls.Select(call => call.Body)
            .OfType<JsonObject>()
            .Select(body => body["data"] as JsonObject ?? body)
            .Where(body => body.ContainsKey("content") || body.ContainsKey("components"))
            .ToList();
        Assert.True(shown.Count >= atLeast, $"{shown.Count} of {atLeast}");
        Assert.All(shown, body => Assert.Equal("""{"parse":[]}""", body["allowed_mentions"]?.ToJsonString()));
        Assert.Empty(server.Violations);
    }

    private DiscordInteraction Create() =>
        new DiscordUser(server, "Ada").Create(channel, 2, new JsonObject { ["name"] = "imagine" }, null);
}
