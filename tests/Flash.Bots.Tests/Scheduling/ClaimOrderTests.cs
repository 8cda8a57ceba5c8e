using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Scheduling;
using Flash.Bots.Tests.Conversations;
using Microsoft.EntityFrameworkCore;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Tests.Scheduling;

public sealed class ClaimOrderTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private TestChat chat = null!; // set before the first test
    private int asked;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private GenerationStore Store => chat.Get<GenerationStore>();

    public async ValueTask InitializeAsync()
    {
        await database.ExecuteAsync(
            "UPDATE flash.generations SET state = 'cancelled' WHERE state IN ('queued', 'running', 'held')"
        );
        chat = new TestChat(
            database.ConnectionString,
            ("Flash:Queue:PerUser", "100"),
            ("Flash:Queue:ChatWeights:telegram/favoured", "4")
        );
    }

    public ValueTask DisposeAsync() => chat.DisposeAsync();

    [Fact]
    public async Task Somebody_with_many_requests_does_not_stand_before_the_others()
    {
        var ada = new[] { await AskAsync("ada"), await AskAsync("ada"), await AskAsync("ada") };
        var bob = new[] { await AskAsync("bob"), await AskAsync("bob") };
        var eve = await AskAsync("eve");

        Assert.Equal([ada[0], bob[0], eve, ada[1], bob[1], ada[2]], await ServeAsync());
    }

    [Fact]
    public async Task Many_small_things_are_drawn_in_the_time_of_a_large_one()
    {
        var large = new[] { await AskAsync("cy", steps: 8, edge: 512), await AskAsync("cy", steps: 8, edge: 512) };
        var small = new List<GenerationId>();
        for (var i = 0; i < 5; i++)
        {
            small.Add(await AskAsync("dan", steps: 1, count: 1));
        }

        Assert.Equal([large[0], .. small, large[1]], await ServeAsync());
    }

    [Fact]
    public async Task A_job_whose_worker_died_goes_on_with_its_own_generation()
    {
        var orphan = await AskAsync("fay");
        var waiting = await AskAsync("gus");
        Assert.Equal(orphan, (await Store.ClaimNextAsync(orphan, Lease, Cancelled))?.Id);
        await database.ExecuteAsync(
            $"UPDATE flash.generations SET lease_until = now() - interval '1 second' WHERE id = '{orphan}'"
        );

        Assert.Equal(orphan, (await Store.ClaimNextAsync(orphan, Lease, Cancelled))?.Id);
        Assert.Equal(waiting, (await Store.ClaimNextAsync(orphan, Lease, Cancelled))?.Id);
        Assert.Null(await Store.ClaimNextAsync(orphan, Lease, Cancelled));
    }

    [Fact]
    public async Task Many_workers_at_once_claim_each_generation_once_and_leave_none()
    {
        var jobs = new List<GenerationId>();
        for (var i = 0; i < 12; i++)
        {
            jobs.Add(await AskAsync(i % 2 == 0 ? "hal" : "ida"));
        }

        var claims = await Task.WhenAll(
            jobs.Select(job => Task.Run(() => Store.ClaimNextAsync(job, Lease, Cancelled), Cancelled))
        );

        Assert.Equal(jobs.Order(), claims.OfType<ClaimedGeneration>().Select(claim => claim.Id).Order());
    }

    [Fact]
    public async Task What_is_called_off_before_it_was_begun_costs_nothing()
    {
        var (first, second, third) = (await AskAsync("jo"), await AskAsync("jo"), await AskAsync("jo"));
        Assert.True(await chat.Get<AskedGenerations>().CancelAsync(second, PersonOf("jo"), Cancelled));

        var left = await RowAsync(third);
        Assert.Equal((await RowAsync(first)).TurnEnd, left.Turn, 6);
        Assert.Equal(left.TurnEnd, (await RowAsync(await AskAsync("jo"))).Turn, 6);
    }

    [Fact]
    public async Task Moderators_and_favoured_chats_pay_less()
    {
        await AskAsync("kim");
        await database.ExecuteAsync(
            """
            WITH team AS (INSERT INTO flash.moderators (name, role) VALUES ('Kim', 'moderator') RETURNING id)
            INSERT INTO flash.moderator_identities (platform, external_id, moderator_id) SELECT 'telegram', 'kim', id FROM team
            """
        );

        var usual = await RowAsync(await AskAsync("leo"));
        var moderator = await RowAsync(await AskAsync("kim"));
        var favoured = await RowAsync(await AskAsync("mia", room: "favoured"));

        var cost = usual.TurnEnd - usual.Turn;
        Assert.Equal(usual.Cost, cost, 6);
        Assert.Equal(cost / 2, moderator.TurnEnd - moderator.Turn, 6);
        Assert.Equal(cost / 4, favoured.TurnEnd - favoured.Turn, 6);
    }

    [Fact]
    public async Task With_ten_thousand_waiting_a_claim_reads_the_first_of_the_index()
    {
        var id = await AskAsync("ned");
        await database.ExecuteAsync(
            $"""
            INSERT INTO flash.generations (id, kind, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address, turn)
            SELECT gen_random_uuid(), kind, user_id, chat_id, 'many:' || n, prompt, recipe, 'queued', reply_address, turn + n
            FROM flash.generations, generate_series(1, 10000) n WHERE id = '{id}'
            """
        );
        await database.ExecuteAsync("ANALYZE flash.generations");

        var plan = await ExplainClaimAsync(id);

        Assert.Contains("generations_turn_idx on generations waiting", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on generations", plan, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(plan);
    }

    [Fact]
    public async Task Too_much_waiting_is_refused_with_when_to_come_again()
    {
        await using var busy = new TestChat(
            database.ConnectionString,
            ("Flash:Queue:Capacity", "2"),
            ("Flash:Queue:PerUser", "5")
        );
        await busy.SayAsync("/imagine a red boat");
        await busy.SayAsync("/imagine a blue boat");
        await busy.SayAsync("/imagine a green boat");

        Assert.Equal("I am busy (waiting: 2). Please try again in 10 s.", busy.Texts[^1]);
    }

    private static Person PersonOf(string name) => new(Platform.Telegram, name, name);

    private async Task<GenerationId> AskAsync(
        string person,
        int steps = 3,
        int count = 4,
        int edge = 256,
        string room = "room"
    )
    {
        var result = await chat.Get<Submissions>()
            .SubmitAsync(
                new Submission
                {
                    IdempotencyKey = $"{person}:{chat.Me.Id}:{asked++}",
                    From = PersonOf(person),
                    Chat = new Chat(Platform.Telegram, room, null, IsPrivate: true),
                    ReplyTo = new TelegramReply(1),
                    Kind = GenerationKind.Imagine,
                    Recipe = new Recipe("a red boat", 7, steps, count, edge, edge, "flash-mini"),
                },
                Cancelled
            );
        return Assert.IsType<SubmitResult.Queued>(result).Id;
    }

    private async Task<List<GenerationId>> ServeAsync()
    {
        var served = new List<GenerationId>();
        while (await Store.ClaimNextAsync(moves: false, Lease, Cancelled) is { } claim)
        {
            served.Add(claim.Id);
        }

        return served;
    }

    private async Task<Generation> RowAsync(GenerationId id)
    {
        await using var db = database.Databases.CreateDbContext();
        return await db.Generations.AsNoTracking().SingleAsync(row => row.Id == id, Cancelled);
    }

    private async Task<string> ExplainClaimAsync(GenerationId job)
    {
        await using var command = database.DataSource.CreateCommand(
            $"EXPLAIN (ANALYZE, TIMING OFF) {NamedSql.Load("generations/claim").Text}"
        );
        command.Parameters.AddRange(
            SqlParameters
                .Of(
                    new
                    {
                        job = (GenerationId?)job,
                        moves = (bool?)null,
                        only = false,
                        Lease,
                        GenerationStore.MaxAttempts,
                        FairTurns.Ageing,
                    }
                )
                .ToArray()
        );
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancelled))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
