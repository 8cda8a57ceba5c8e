using System.Text.RegularExpressions;
using Flash.Bots.Moderation;
using Flash.Bots.Telegram.Tests.Conversations;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Moderation;

/// <summary>A moderators' group in Telegram: a card for whatever is held or reported, and buttons that only moderators'
/// presses move.</summary>
public sealed class ModeratorCardTests : IAsyncLifetime
{
    private const long Desk = -1009998887771;

    private readonly TelegramHost host = new();
    private readonly BotUser grace = TelegramHost.NewPerson();
    private readonly string audit = Directory.CreateTempSubdirectory("flash-audit-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    private BotChat Group => Server.Group(Desk, "Moderators");

    public async ValueTask InitializeAsync()
    {
        host.Settings["Flash:Moderation:Telegram:ChatId"] = $"{Desk}";
        host.Settings["Flash:Audit:Folder"] = audit;
        host.Settings["Flash:Audit:CheckpointInterval"] = "00:00:01";
        host.Settings["Flash:Personal:MasterKey"] = new string('7', 64);
        await host.StartAsync(withWorker: true, token: null);
        Assert.Empty(Group.Messages);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(audit, recursive: true);
    }

    [Fact]
    public async Task A_held_prompt_waits_on_a_card_and_is_drawn_when_a_moderator_approves()
    {
        await LinkAsync(grace, "Grace");
        var stranger = TelegramHost.NewPerson();
        var chat = await HoldAsync("a walrus --count 1");
        var card = await CardAsync();

        Assert.StartsWith("⏸ Held", card.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("“a walrus”", card.Content.Caption, StringComparison.Ordinal);
        Assert.Contains($"(telegram {chat.Person!.Id})", card.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("Rule 1: walrus (No walruses.)", card.Content.Caption, StringComparison.Ordinal);

        var foreign = Group.Presses(card, "Approve", stranger);
        await Server.UntilAsync(() => foreign.Answer is not null, Cancel);
        Assert.True(foreign.IsAlert);
        Assert.Contains("Only moderators decide here", foreign.Answer, StringComparison.Ordinal);
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM flash.generations WHERE state = 'held'"));

        var press = Group.Presses(card, "Approve", grace);
        await Server.UntilAsync(() => press.Answer == "Approved.", Cancel);
        await host.UntilAuditAsync(chat, "imagine.delivered");
        await Server.UntilAsync(
            () => card.Content.Caption!.Contains("It is drawn and stands in the chat.", StringComparison.Ordinal),
            Cancel
        );

        Assert.Contains("Approved by Grace, ", card.Content.Caption, StringComparison.Ordinal);
        Assert.Single(Cards());
        Assert.True(card.Content.File!.Width >= 128 && card.Content.File.Bytes.Length > 0);
    }

    [Fact]
    public async Task What_is_reported_is_removed_from_its_chat_or_said_to_have_been_when_it_is_too_old()
    {
        await LinkAsync(grace, "Grace");
        var chat = host.NewPrivateChat();
        chat.Says("/imagine a red boat --count 1");
        await host.UntilAuditAsync(chat, "imagine.delivered");
        var picture = chat.FromBot[0];
        var before = picture.Content.File!.Bytes;
        chat.Says("/report It sinks.", replyTo: picture.Id);
        var card = await CardAsync();
        Assert.Contains("“It sinks.”", card.Content.Caption, StringComparison.Ordinal);
        Assert.NotEqual(before, card.Content.File!.Bytes);

        // As for a message of two days ago.
        Server.Script.Fail(
            "deleteMessage",
            new BotApiException(400, "Bad Request: message can't be deleted for everyone")
        );
        Group.Presses(card, "Remove", grace);
        await Server.UntilAsync(
            () => card.Content.Caption!.Contains("The network would not delete the message", StringComparison.Ordinal),
            Cancel
        );

        Assert.Equal("A moderator has taken this down.", picture.Content.Caption);
        Assert.NotEqual(before, picture.Content.File!.Bytes);
        Assert.Empty(picture.Content.Keyboard);
        Assert.Contains("Removed by Grace", card.Content.Caption, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await host.CountAsync(
                "SELECT count(*) FROM flash.audit_log WHERE action = 'message.removed' AND details ->> 'message' = 'replaced'"
            )
        );
    }

    [Fact]
    public async Task A_decision_made_elsewhere_shows_on_the_card_and_a_press_that_comes_too_late_is_told()
    {
        await LinkAsync(grace, "Grace");
        var chat = await HoldAsync("a walrus --count 1");
        var card = await CardAsync();
        var approve = card.Content.Keyboard[0][0].Data!;

        // As the console does.
        await host.ExecuteAsync(
            """
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id) SELECT 'flash', 'moderator-9', 'Alan', 'moderation.rejected', id FROM flash.generations;
            UPDATE flash.generations SET state = 'failed', finished_at = now();
            """
        );
        await Server.UntilAsync(
            () => card.Content.Caption!.Contains("Rejected by Alan", StringComparison.Ordinal),
            Cancel
        );
        Assert.DoesNotContain(card.Content.Keyboard.SelectMany(row => row), button => button.Label == "Approve");

        var late = Group.PressesCode(card, approve, grace);
        await Server.UntilAsync(() => late.Answer is not null, Cancel);
        Assert.StartsWith("Alan has decided already, ", late.Answer, StringComparison.Ordinal);
        Assert.True(late.IsAlert);
        Assert.DoesNotContain("imagine.delivered", await host.AuditAsync(chat));
    }

    [Fact]
    public async Task A_long_ban_waits_on_the_card_for_a_second_moderator()
    {
        var alan = TelegramHost.NewPerson();
        await LinkAsync(grace, "Grace");
        await LinkAsync(alan, "Alan");
        await host.ExecuteAsync("UPDATE flash.moderators SET confirms_from = '-infinity'");
        await HoldAsync("a walrus --count 1");
        var card = await CardAsync();

        Group.Presses(card, "Ban…", grace);
        await Server.UntilAsync(() => card.Content.Keyboard[0].Count == 4, Cancel);
        Group.Presses(card, "30 days", grace);
        await Server.UntilAsync(
            () => card.Content.Caption!.Contains("Waits for a second moderator: until ", StringComparison.Ordinal),
            Cancel
        );
        var own = Group.Presses(card, "Confirm", grace);
        await Server.UntilAsync(() => own.Answer is not null, Cancel);
        Assert.True(own.IsAlert);
        Group.Presses(card, "Confirm", alan);
        await Server.UntilAsync(
            () => !card.Content.Caption!.Contains("Waits for a second moderator", StringComparison.Ordinal),
            Cancel
        );

        Assert.Contains("Banned until", card.Content.Caption, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await host.CountAsync(
                "SELECT count(*) FROM flash.bans WHERE until > now() + interval '29 days' AND confirmed_by = 'Alan'"
            )
        );
        Assert.Contains(card.Content.Keyboard[0], button => button.Label == "Approve");
    }

    [Fact]
    public async Task A_broken_connection_and_a_429_leave_one_card()
    {
        Server.Script.DropAfter("editMessageMedia", when: call => call.Number("chat_id") == Desk);
        Server.Script.Fail("sendPhoto", BotApiException.TooManyRequests(1), when: call =>
            call.Number("chat_id") == Desk
        );
        await HoldAsync("a walrus --count 1");
        var card = await CardAsync();

        await Server.UntilAsync(() => card.Content.Keyboard.Count > 0, Cancel);
        Assert.Single(Cards());
    }

    [Fact]
    public async Task A_card_that_somebody_deleted_comes_back_while_there_is_something_to_decide()
    {
        await LinkAsync(grace, "Grace");
        await HoldAsync("a walrus --count 1");
        Group.Deletes(await CardAsync());
        await host.ExecuteAsync(
            "UPDATE flash.generations SET state = 'queued'; UPDATE flash.generations SET state = 'held'"
        );

        Group.Presses(await CardAsync(), "Reject", grace);
        await Server.UntilAsync(
            () => Cards().Any(card => card.Content.Caption!.Contains("Rejected by Grace", StringComparison.Ordinal)),
            Cancel
        );
        Assert.Single(Cards());
    }

    [Fact]
    public async Task Signed_checkpoints_stand_in_the_group_as_witnesses_outside_the_database()
    {
        await HoldAsync("a walrus --count 1");
        await Server.UntilAsync(
            () =>
                Group.FromBot.Any(message =>
                    message.Content.Text?.Contains("flash-checkpoint 2 ", StringComparison.Ordinal) == true
                ),
            Cancel
        );

        var (checkpoints, key) = Flash.Bots.Audit.AuditCheckpoint.Find(
            Group.FromBot.Single(message => message.Content.Text is not null).Content.Text!
        );

        Assert.True(Assert.Single(checkpoints).IsSignedBy(Flash.Bots.Audit.AuditKeys.LoadPublic(key!)));
        Assert.Contains(
            checkpoints[0].Signature,
            await File.ReadAllTextAsync(Path.Combine(audit, "checkpoints.jsonl"), Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_group_and_the_moderator_are_told_of_ways_to_act_under_a_moderators_name_and_of_a_log_that_is_not_intact()
    {
        await LinkAsync(grace, "Grace");
        await host.Get<ModeratorIdentities>()
            .IssueAsync("Grace", new Moderator("flash", "moderator-0", "Mallory"), Cancel);
        var alone = Server.PrivateChat(grace);

        foreach (var chat in new[] { Group, alone })
        {
            await Server.UntilAsync(() => Says(chat, "Mallory made a chat code for Grace."), Cancel);
        }

        await Server.UntilAsync(() => Says(Group, $"telegram {grace.Id} is Grace now"), Cancel);
        Assert.False(Says(alone, $"telegram {grace.Id} is Grace now")); // who was linked knows

        foreach (var alarm in host.Get<IEnumerable<Flash.Bots.Audit.IAuditAlarm>>())
        {
            var verified = new Flash.Bots.Audit.AuditVerified(
                TimeProvider.System.GetUtcNow(),
                12,
                1,
                1,
                "One finding.",
                ["Entry 7 was changed."]
            );
            await alarm.TellAsync(verified, Cancel);
        }

        Assert.True(Says(Group, "The audit log is NOT intact: 1 findings. The first: Entry 7 was changed."));
    }

    private static bool Says(BotChat chat, string words) =>
        chat.FromBot.Any(message => message.Content.Text?.Contains(words, StringComparison.Ordinal) == true);

    private IReadOnlyList<BotMessage> Cards() => [.. Group.FromBot.Where(message => message.Content.File is not null)];

    private async Task<BotMessage> CardAsync()
    {
        await Server.UntilAsync(() => Cards().Any(card => card.Content.Keyboard.Count > 0), Cancel);
        return Cards().Single(card => card.Content.Keyboard.Count > 0);
    }

    /// <summary>Someone asks for what a rule holds.</summary>
    private async Task<BotChat> HoldAsync(string prompt)
    {
        await host.ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, note, created_by) VALUES ('phrase', 'walrus', 'hold', 'No walruses.', 'root')"
        );
        var chat = host.NewPrivateChat();
        chat.Says("/imagine " + prompt);
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        return chat;
    }

    /// <summary>Makes someone a moderator the way people do: a code, sent to the bot in private.</summary>
    private async Task LinkAsync(BotUser person, string name)
    {
        await host.ExecuteAsync($"INSERT INTO flash.moderators (name) VALUES ('{name}') ON CONFLICT DO NOTHING");
        var code = await host.Get<ModeratorIdentities>()
            .IssueAsync(name, new Moderator("flash", "root", "root"), Cancel);
        var chat = Server.PrivateChat(person);
        chat.Says($"/moderator {code}");
        await Server.UntilAsync(
            () => chat.FromBot.Any(message => Regex.IsMatch(message.Content.Text ?? "", $"^You are {name} now")),
            Cancel
        );
    }
}
