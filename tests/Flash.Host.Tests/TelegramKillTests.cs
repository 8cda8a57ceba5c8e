using Flash.Testing;
using Flash.Testing.BotApi;

namespace Flash.Host.Tests;

/// <summary>
/// The roles as processes of their own, killed without warning while every chat stands at another stage of what happens
/// to a request. The next process finishes all of it, and each person sees one result.
/// </summary>
[Collection("flash up")]
public sealed class TelegramKillTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private BotApiServer server = null!; // InitializeAsync sets these two
    private PostgresDatabase database = null!;
    private long people = 9_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await BotApiServer.StartAsync(Cancel);
        database = await PostgresDatabase.CreateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_ingress_killed_at_every_stage_leaves_one_result_to_each_person()
    {
        await using var worker = Start("worker");
        BotChat notPosted,
            unheard,
            unanswered,
            acknowledging,
            postingLoop,
            passingOn,
            passedOn,
            asking,
            unconfirmed;
        BotMessage question;
        await using (var dying = Start("telegram"))
        {
            // What needs a picture to begin with.
            (acknowledging, postingLoop, passingOn, passedOn, asking) = (
                NewChat(),
                NewChat(),
                NewChat(),
                NewChat(),
                NewChat()
            );
            var said = new Dictionary<BotChat, BotMessage>();
            foreach (var chat in (BotChat[])[acknowledging, postingLoop, passingOn, passedOn, asking])
            {
                said[chat] = chat.Says("/imagine a red boat --count 1 --steps 1 --seed 1");
            }

            await UntilAsync(() => said.Keys.All(chat => Results(chat, "Seed 1") == 1), "the first pictures");

            (notPosted, unanswered, unheard, unconfirmed) = (NewChat(), NewChat(), NewChat(), NewChat());
            using var stages = new Stages();
            var (before, after) = (
                stages.Add(server.Script.Hold("sendPhoto", when: In(notPosted))),
                stages.Add(server.Script.HoldAnswer("sendPhoto", when: In(unanswered)))
            );
            notPosted.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
            unanswered.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
            await before.Reached.WaitAsync(Patience, Cancel);

            // Behind it in the same chat: written down, and no one has looked at it.
            notPosted.Says("/imagine a green boat --count 1 --steps 1 --seed 3");
            var spinner = stages.Add(server.Script.Hold("answerCallbackQuery"));
            acknowledging.Presses(acknowledging.FromBot[0], "Animate");
            await spinner.Reached.WaitAsync(Patience, Cancel);
            var loop = stages.Add(server.Script.Hold("sendPhoto", when: In(postingLoop)));
            postingLoop.Presses(postingLoop.FromBot[0], "Animate");
            var edit = stages.Add(server.Script.Hold("editMessageCaption", when: In(passingOn)));
            passingOn.Edits(said[passingOn], "/imagine a blue boat --count 1 --steps 1 --seed 2");
            var edited = stages.Add(server.Script.HoldAnswer("editMessageCaption", when: In(passedOn)));
            passedOn.Edits(said[passedOn], "/imagine a blue boat --count 1 --steps 1 --seed 2");
            var asked = stages.Add(server.Script.HoldAnswer("sendMessage", when: In(asking)));
            asking.Presses(asking.FromBot[0], "Edit words");
            foreach (var stage in (Gate[])[after, loop, edit, edited, asked])
            {
                await stage.Reached.WaitAsync(Patience, Cancel);
            }

            question = Assert.Single(asking.FromBot, message => message.Content.AsksForReply);

            // Taken in; the call that confirms it never arrives.
            var confirming = stages.Add(server.Script.Hold("getUpdates"));
            unconfirmed.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
            await confirming.Reached.WaitAsync(Patience, Cancel);
            await UntilAsync(() => Results(unconfirmed, "Seed 2") == 1, "what is not confirmed");
            dying.Signal("KILL");
            await dying.ExitAsync(Cancel);
        }

        await using var next = Start("telegram");
        unheard.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
        asking.Says("a blue boat --seed 2", replyTo: question.Id);
        BotChat[] drawing = [notPosted, unanswered, passingOn, passedOn, unconfirmed, unheard, asking];
        BotChat[] moving = [acknowledging, postingLoop];
        await UntilAsync(() => drawing.All(chat => Results(chat, "Seed 2") > 0), "the pictures");
        await UntilAsync(() => Results(notPosted, "Seed 3") > 0, "the picture behind another");
        await UntilAsync(() => moving.All(chat => Loops(chat) > 0), "the loops");
        await EverybodyDoneAsync();

        Assert.All(drawing, chat => Assert.Equal(1, Results(chat, "Seed 2")));
        Assert.All(moving, chat => Assert.Equal((1, 1), (Loops(chat), Results(chat, "Seed 1"))));
        Assert.Equal(1, Results(notPosted, "Seed 3"));

        // The picture of an edited prompt stands where the old one stood, or the old one is gone.
        Assert.All((BotChat[])[passingOn, passedOn], chat => Assert.Single(chat.FromBot));
        Assert.Single(unconfirmed.FromBot);
        Assert.Equal(2, notPosted.FromBot.Count);

        // Telegram has no way to post exactly once: the placeholder whose answer was lost stays.
        Assert.Equal(2, unanswered.FromBot.Count);
    }

    [Fact]
    public async Task A_worker_killed_at_every_stage_leaves_one_result_to_each_person()
    {
        await using var ingress = Start("telegram");
        BotChat notShown,
            unanswered,
            posting,
            posted,
            moving,
            movedUnanswered,
            drawing,
            waiting;
        await using (var dying = Start("worker"))
        {
            (moving, movedUnanswered) = (NewChat(), NewChat());
            foreach (var chat in (BotChat[])[moving, movedUnanswered])
            {
                chat.Says("/imagine a red boat --count 1 --steps 1 --seed 1");
            }

            await UntilAsync(
                () => Results(moving, "Seed 1") + Results(movedUnanswered, "Seed 1") == 2,
                "the first pictures"
            );
            (notShown, unanswered, posting, posted, drawing, waiting) = (
                NewChat(),
                NewChat(),
                NewChat(),
                NewChat(),
                NewChat(),
                NewChat()
            );
            using var stages = new Stages();
            var held = new List<Gate>
            {
                // The result on its way; the result shown and not known to be; the same for a loop.
                stages.Add(server.Script.Hold("editMessageMedia", when: In(notShown))),
                stages.Add(server.Script.HoldAnswer("editMessageMedia", when: In(unanswered))),
                stages.Add(server.Script.Hold("editMessageMedia", when: Loop(moving))),
                stages.Add(server.Script.HoldAnswer("editMessageMedia", when: Loop(movedUnanswered))),
            };

            // Where the ingress could not post, the worker does; before, and after it stands in the chat.
            foreach (var chat in (BotChat[])[posting, posted])
            {
                server.Script.Fail("sendPhoto", BotApiException.TooManyRequests(1), when: In(chat));
            }

            held.Add(stages.Add(server.Script.Hold("sendPhoto", when: In(posting))));
            held.Add(stages.Add(server.Script.HoldAnswer("sendPhoto", when: In(posted))));
            moving.Presses(moving.FromBot[0], "Animate");
            movedUnanswered.Presses(movedUnanswered.FromBot[0], "Animate");
            foreach (var chat in (BotChat[])[notShown, unanswered, posting, posted])
            {
                chat.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
            }

            for (var stage = 0; stage < held.Count; stage++)
            {
                await UntilAsync(() => held[stage].Reached.IsCompleted, $"stage {stage} of {held.Count}");
            }

            // Last, in the middle of being drawn with a preview on its way, and one that waits behind it.
            var preview = stages.Add(server.Script.Hold("editMessageMedia", when: In(drawing)));
            drawing.Says("/imagine a blue boat --count 4 --steps 8 --seed 2");
            waiting.Says("/imagine a blue boat --count 1 --steps 1 --seed 2");
            await preview.Reached.WaitAsync(Patience, Cancel);
            dying.Signal("KILL");
            await dying.ExitAsync(Cancel);
        }

        await using var next = Start("worker");
        BotChat[] pictures = [notShown, unanswered, posting, posted, drawing, waiting];
        await UntilAsync(() => pictures.All(chat => Results(chat, "Seed 2") > 0), "the pictures");
        await UntilAsync(() => Loops(moving) > 0 && Loops(movedUnanswered) > 0, "the loops");
        await EverybodyDoneAsync();

        Assert.All(pictures, chat => Assert.Equal(1, Results(chat, "Seed 2")));
        Assert.All((BotChat[])[moving, movedUnanswered], chat =>
            Assert.Equal((1, 2), (Loops(chat), chat.FromBot.Count))
        );
        Assert.All((BotChat[])[notShown, unanswered, posting, drawing, waiting], chat => Assert.Single(chat.FromBot));
        Assert.Equal(2, posted.FromBot.Count);
    }

    private static int Results(BotChat chat, string seed) =>
        chat.FromBot.Count(message => message.Content.Caption?.Contains(seed, StringComparison.Ordinal) == true);

    private static int Loops(BotChat chat) =>
        chat.FromBot.Count(message => message.Content.File?.Kind == SentFileKind.Animation);

    private static Func<BotApiCall, bool> In(BotChat chat) => call => call.Number("chat_id") == chat.Id;

    private static Func<BotApiCall, bool> Loop(BotChat chat) =>
        call => call.Number("chat_id") == chat.Id && (string?)call.Json("media")?["type"] == "animation";

    private BotChat NewChat() => server.PrivateChat(new BotUser(++people, $"Person {people}"));

    /// <summary>Waits until no one has anything left to do, so that a second result would have come by now.</summary>
    private async Task EverybodyDoneAsync()
    {
        await using var dataSource = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await UntilAsync(
            () =>
            {
                using var command = dataSource.CreateCommand(
                    """
                    SELECT (SELECT count(*) FROM flash.telegram_updates WHERE handled_at IS NULL)
                        + (SELECT count(*) FROM flash.generations WHERE state IN ('queued', 'running'))
                    """
                );
                return command.ExecuteScalar() is 0L;
            },
            "everybody to be done"
        );
    }

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                Assert.Fail($"Waited in vain for {what}.");
            }

            await Task.Delay(100, Cancel);
        }
    }

    private FlashProcess Start(string role) =>
        FlashProcess.Start(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Flash"] = database.ConnectionString,
                ["Flash__Telegram__Token"] = server.Token,
                ["Flash__Telegram__ApiBaseUrl"] = server.Address.ToString(),
                ["Flash__Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash__Worker__Lease"] = "00:00:04",
                ["Flash__Worker__RecoveryInterval"] = "00:00:00.5",
            },
            "serve",
            "--roles",
            role
        );

    /// <summary>Everything that is held; let go at the end, when no one waits for an answer any more.</summary>
    private sealed class Stages : IDisposable
    {
        private readonly List<Gate> gates = [];

        public Gate Add(Gate gate)
        {
            gates.Add(gate);
            return gate;
        }

        public void Dispose() => gates.ForEach(gate => gate.Dispose());
    }
}
