using System.Text.Json.Nodes;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Messages;

public sealed class DiscordMessengerTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];
    private DiscordServer server = null!;
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
    public async Task A_deferred_response_becomes_the_message_and_is_edited_to_the_result()
    {
        var (interaction, reply) = await DeferAsync();

        var posted = await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "Drawing…" }, Cancellation);
        await process.Messenger.EditAsync(posted, Result(4), Cancellation);

        var row = Assert.Single(server.State.In(channel));
        Assert.Same(interaction.Original, row);
        Assert.Equal(["1.jpg", "2.jpg", "3.jpg", "4.jpg"], row.Files.Select(file => file.Name));
        Assert.All(row.Files, file => Assert.Equal("a red boat", file.Description));
        Assert.All(row.Files, file => Assert.Equal(Jpeg, file.Bytes));
        Assert.Equal(["Animate 1", "Again"], row.Buttons.Keys);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task An_edit_without_pictures_leaves_those_that_are_there()
    {
        var (_, reply) = await DeferAsync();
        var posted = await process.Messenger.PostAsync(reply, Result(2), Cancellation);

        await process.Messenger.EditAsync(posted, new OutgoingMessage { Text = "Cancelled." }, Cancellation);

        var row = Assert.Single(server.State.In(channel));
        Assert.Equal("Cancelled.", row.Content);
        Assert.Equal(2, row.Files.Count);
        Assert.Empty(row.Components);
    }

    [Fact]
    public async Task What_people_typed_is_shown_as_they_typed_it()
    {
        var (_, reply) = await DeferAsync();

        await process.Messenger.PostAsync(
            reply,
            new OutgoingMessage { Text = "**bold** <@1> [x](y) `z`" },
            Cancellation
        );

        Assert.Equal(@"\*\*bold\*\* \<@1\> \[x\](y) \`z\`", Assert.Single(server.State.In(channel)).Content);
    }

    [Fact]
    public async Task A_long_text_and_a_long_prompt_are_cut_to_Discords_limits()
    {
        var (_, reply) = await DeferAsync();
        var media = new EncodedMedia(Jpeg, MediaKind.Jpeg, "1.jpg", string.Concat(Enumerable.Repeat("🙂", 700)));

        await process.Messenger.PostAsync(
            reply,
            new OutgoingMessage { Text = new string('*', 5_000), Media = [media] },
            Cancellation
        );

        var row = Assert.Single(server.State.In(channel));
        Assert.EndsWith("…", row.Content, StringComparison.Ordinal);
        Assert.InRange(row.Content.Length, 1_998, 2_000);
        Assert.InRange(row.Files[0].Description!.Length, 1_000, 1_024);
    }

    [Fact]
    public async Task What_concerns_one_person_is_seen_by_that_person_only()
    {
        var (interaction, reply) = await DeferAsync();

        await process.Messenger.PostAsync(
            reply,
            new OutgoingMessage { Text = "There is no prompt.", IsPersonal = true },
            Cancellation
        );

        Assert.True(interaction.Original!.IsDeleted);
        var row = Assert.Single(server.State.In(channel));
        Assert.True(row.IsEphemeral);
        Assert.Equal("There is no prompt.", row.Content);
    }

    [Fact]
    public async Task A_second_message_to_one_interaction_is_a_follow_up()
    {
        var (_, reply) = await DeferAsync();

        await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "one" }, Cancellation);
        await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "two" }, Cancellation);

        Assert.Equal(["one", "two"], server.State.In(channel).Select(row => row.Content));
    }

    [Fact]
    public async Task Two_processes_that_post_to_one_deferred_response_make_one_message()
    {
        await using var worker = new DiscordProcess(server);
        var (_, reply) = await DeferAsync();

        var first = await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "Drawing…" }, Cancellation);
        var second = await worker.Messenger.PostAsync(reply, new OutgoingMessage { Text = "Drawing…" }, Cancellation);

        Assert.Equal(first, second);
        Assert.Single(server.State.In(channel));
    }

    [Fact]
    public async Task When_the_token_has_expired_the_bot_edits_its_message_as_itself()
    {
        var (interaction, reply) = await DeferAsync();
        var posted = await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "Drawing…" }, Cancellation);
        interaction.IsExpired = true;

        await process.Messenger.EditAsync(posted, Result(4), Cancellation);
        await process.Messenger.EditAsync(posted, Result(1), Cancellation);

        Assert.Single(Assert.Single(server.State.In(channel)).Files);
        Assert.Single(server.Calls, call => call.Status == 401);
    }

    [Fact]
    public async Task When_the_token_has_expired_a_new_message_is_posted_once_however_often_it_is_tried()
    {
        var (interaction, reply) = await DeferAsync();
        (interaction.IsExpired, interaction.Original!.IsDeleted) = (true, true);
        await using var other = new DiscordProcess(server);

        var posted = await process.Messenger.PostAsync(reply, Result(4), Cancellation);
        var again = await other.Messenger.PostAsync(reply, Result(4), Cancellation);

        Assert.Equal(posted, again);
        Assert.Equal(4, Assert.Single(server.State.In(channel)).Files.Count);
    }

    [Fact]
    public async Task Where_the_bot_may_not_speak_the_person_gets_a_direct_message_and_edits_go_there()
    {
        var (interaction, reply) = await DeferAsync();
        var posted = await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "Drawing…" }, Cancellation);
        (interaction.IsExpired, channel.BotMayPost) = (true, false);

        await process.Messenger.EditAsync(posted, new OutgoingMessage { Text = "step 1" }, Cancellation);
        await process.Messenger.EditAsync(posted, Result(4), Cancellation);

        var row = Assert.Single(server.State.In(server.State.DirectMessages(reply.UserId!.Value)));
        Assert.Equal(4, row.Files.Count);
    }

    [Fact]
    public async Task A_press_on_what_was_left_behind_puts_that_message_right()
    {
        var (interaction, reply) = await DeferAsync();
        var posted = await process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "Drawing…" }, Cancellation);
        (interaction.IsExpired, channel.BotMayPost) = (true, false);
        await process.Messenger.EditAsync(posted, Result(4), Cancellation);
        var left = Assert.Single(server.State.In(channel));
        var elsewhere = Assert.Single(server.State.In(server.State.DirectMessages(reply.UserId!.Value)));
        var said = elsewhere.Content;

        var press = new DiscordUser(server, "Ada").Create(channel, 3, new JsonObject { ["custom_id"] = "x" }, left);
        await process.Api.RespondAsync(press.Id, press.Token, InteractionResponse.DeferredUpdate, Cancellation);
        process.Memory.Reaches(
            left.Id,
            reply with
            {
                InteractionToken = press.Token,
                ExpiresAt = press.At + TimeSpan.FromMinutes(15),
            }
        );
        await process.Messenger.EditAsync(posted, new OutgoingMessage { Text = "It is done." }, Cancellation);

        Assert.Equal(("It is done.", said), (left.Content, elsewhere.Content));
    }

    [Fact]
    public async Task Somebody_who_takes_no_messages_is_a_closed_chat()
    {
        var (interaction, reply) = await DeferAsync();
        (interaction.IsExpired, channel.BotMayPost) = (true, false);
        server.State.ClosedToDirectMessages[reply.UserId!.Value] = true;

        var fault = await Assert.ThrowsAsync<MessengerException>(() =>
            process.Messenger.PostAsync(reply, Result(1), Cancellation)
        );

        Assert.Equal(MessengerFault.ChatClosed, fault.Fault);
    }

    [Fact]
    public async Task A_last_word_is_worth_an_edit_of_an_old_message()
    {
        var old =
            (ulong)(TimeProvider.System.GetUtcNow().AddDays(-3).ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22;
        server.State.Messages[old] = new DiscordMessageRow
        {
            Id = old,
            ChannelId = channel.Id,
            Content = "A picture.",
        };

        await process.Messenger.EditAsync(
            new DiscordMessage(server.ApplicationId, "", DateTimeOffset.MinValue, channel.Id, old),
            new OutgoingMessage { Text = "Taken down.", EvenWhenOld = true },
            Cancellation
        );

        Assert.Equal("Taken down.", server.State.Messages[old].Content);
    }

    [Fact]
    public async Task What_has_a_name_is_posted_once_whoever_posts_it_and_however_its_words_change()
    {
        var reply = new DiscordReply(0, "", DateTimeOffset.MinValue, channel.Id);
        var posted = await process.Messenger.PostAsync(
            reply,
            new OutgoingMessage { Text = "A case…", Key = "case 1" },
            Cancellation
        );

        Assert.Equal(
            posted,
            await process.Messenger.PostAsync(
                reply,
                new OutgoingMessage { Text = "Ein Fall…", Key = "case 1" },
                Cancellation
            )
        );
        Assert.NotEqual(
            posted,
            await process.Messenger.PostAsync(
                reply,
                new OutgoingMessage { Text = "A case…", Key = "case 2" },
                Cancellation
            )
        );
        Assert.Equal(2, server.State.In(channel).Count);
    }

    [Fact]
    public async Task A_message_older_than_an_hour_is_not_edited()
    {
        var old =
            (ulong)(TimeProvider.System.GetUtcNow().AddMinutes(-61).ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22;

        var fault = await Assert.ThrowsAsync<MessengerException>(() =>
            process.Messenger.EditAsync(
                new DiscordMessage(server.ApplicationId, "", DateTimeOffset.MinValue, channel.Id, old),
                Result(1),
                Cancellation
            )
        );

        Assert.Equal(MessengerFault.MessageGone, fault.Fault);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_said_to_be()
    {
        var (_, reply) = await DeferAsync();
        var gif = new EncodedMedia(new byte[11 << 20], MediaKind.Gif, "animation.gif", "a red boat");

        var fault = await Assert.ThrowsAsync<MessengerException>(() =>
            process.Messenger.PostAsync(reply, new OutgoingMessage { Text = "moving", Media = [gif] }, Cancellation)
        );

        Assert.Equal(MessengerFault.TooLarge, fault.Fault);
    }

    [Fact]
    public async Task Deleting_what_is_gone_is_a_success_and_editing_it_is_not()
    {
        var (interaction, reply) = await DeferAsync();
        var posted = await process.Messenger.PostAsync(reply, Result(1), Cancellation);

        await process.Messenger.DeleteAsync(posted, Cancellation);
        await process.Messenger.DeleteAsync(posted, Cancellation);
        var fault = await Assert.ThrowsAsync<MessengerException>(() =>
            process.Messenger.EditAsync(posted, Result(2), Cancellation)
        );

        Assert.True(interaction.Original!.IsDeleted);
        Assert.Equal(MessengerFault.MessageGone, fault.Fault);
    }

    [Fact]
    public async Task A_refusal_of_AutoMod_is_a_rejection_and_a_fault_of_Discord_is_not()
    {
        var (_, reply) = await DeferAsync();
        server.Limits.AnswerNext(
            "PATCH /webhooks",
            400,
            new JsonObject { ["code"] = 200000, ["message"] = "Message was blocked by AutoMod" }
        );

        var blocked = await Assert.ThrowsAsync<MessengerException>(() =>
            process.Messenger.PostAsync(reply, Result(1), Cancellation)
        );
        await process.Messenger.PostAsync(reply, Result(1), Cancellation);

        Assert.Equal(MessengerFault.Rejected, blocked.Fault);
        Assert.Single(server.State.In(channel));
    }

    private static OutgoingMessage Result(int pictures)
    {
        var generation = new GenerationId(Guid.NewGuid());
        return new OutgoingMessage
        {
            Text = "a red boat",
            Media =
            [
                .. Enumerable
                    .Range(1, pictures)
                    .Select(i => new EncodedMedia(Jpeg, MediaKind.Jpeg, $"{i}.jpg", "a red boat")),
            ],
            Buttons =
            [
                [new Button("Animate 1", new ButtonAction(ButtonVerb.Animate, generation, 1))],
                [new Button("Again", new ButtonAction(ButtonVerb.Again, generation))],
            ],
        };
    }

    private async Task<(DiscordInteraction, DiscordReply)> DeferAsync()
    {
        var ada = new DiscordUser(server, "Ada");
        var interaction = ada.Create(channel, 2, new JsonObject { ["name"] = "imagine" }, null);
        await process.Api.RespondAsync(interaction.Id, interaction.Token, InteractionResponse.Deferred, Cancellation);
        return (
            interaction,
            new DiscordReply(
                server.ApplicationId,
                interaction.Token,
                interaction.At + TimeSpan.FromMinutes(15),
                channel.Id,
                ada.Id
            )
        );
    }
}
