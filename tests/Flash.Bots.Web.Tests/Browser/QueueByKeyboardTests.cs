using System.Globalization;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>A long queue, cleared without a mouse.</summary>
public sealed class QueueByKeyboardTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const int Cases = 100;

    // Thirds: held before drawing, held as drawn, reported; each with two fates.
    private const string Fill = """
        WITH person AS (INSERT INTO flash.users (platform, external_id, name) SELECT 'playground', 'queue-' || n, 'Person ' || n FROM generate_series(1, 10) n RETURNING id),
        room AS (INSERT INTO flash.chats (platform, external_id, is_private) VALUES ('playground', 'queue', true) RETURNING id),
        numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM person),
        made AS (
            INSERT INTO flash.generations (id, kind, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address, finished_at)
            SELECT given.id, 'imagine', numbered.id, room.id, 'queue-' || n, 'case ' || n,
                jsonb_build_object('prompt', 'case ' || n, 'seed', n, 'inferenceSteps', 1, 'count', 1, 'width', 64, 'height', 64, 'model', 'flash-mini', 'negativePrompt', ''),
                CASE WHEN n % 3 = 2 THEN 'delivered' ELSE 'held' END, '{"platform": "playground", "conversationId": "00000000-0000-0000-0000-000000000001"}', now()
            FROM unnest($1::uuid[]) WITH ORDINALITY given (id, n), room, numbered WHERE numbered.place = given.n % 10 + 1 RETURNING id, prompt)
        SELECT count(*) FROM made
        """;

    private const string Report =
        "INSERT INTO flash.reports (generation_id, user_id, reason) SELECT generation.id, person.id, 'Look at this.' FROM flash.generations generation, (SELECT id FROM flash.users WHERE external_id = 'queue-1') person WHERE generation.state = 'delivered' AND generation.prompt LIKE 'case %'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_mixed_cases_are_cleared_by_keyboard_and_every_one_is_where_it_should_be()
    {
        var page = await chromium.OpenAsync();
        var ids = Enumerable.Range(0, Cases).Select(_ => GenerationId.New(TimeProvider.System).Value).ToArray();
        await ExecuteAsync(Fill, ids);
        await ExecuteAsync(Report);
        var link = await chromium
            .Services.GetRequiredService<Moderators>()
            .InviteAsync("Hedy", ModeratorRole.Admin, Cancellation);
        await page.GotoAsync($"{chromium.Address}moderation/sign-in#{link}");
        await page.Locator("#sign-in").ClickAsync();
        await Expect(page.Locator("nav.sections")).ToBeVisibleAsync();
        await page.GotoAsync($"{chromium.Address}moderation/review");
        await Expect(page.Locator("#shown")).ToContainTextAsync("50 of 100");
        await Expect(page.Locator("#waiting")).ToContainTextAsync("100");
        await ConsoleSteps.PictureAsync(page, "queue-of-100");

        var fates = new Dictionary<string, string>();
        await page.Keyboard.PressAsync("j");
        for (var i = 0; i < Cases; i++)
        {
            var focused = await page.EvaluateAsync<string>(
                "() => { const one = document.activeElement.closest('.case'); return one ? one.dataset.id + ' ' + one.dataset.kind : ''; }"
            );
            var parts = focused.Split(' ');
            Assert.True(parts.Length == 2, $"After {i} decisions no case was in focus.");
            var key = (parts[1], i % 2) switch
            {
                ("held", 0) => "a",
                ("held", _) => "r",
                (_, 0) => "x",
                _ => "d",
            };
            fates[parts[0]] = key;
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator($".case[data-id='{parts[0]}']")).ToHaveCountAsync(0);
        }

        await Expect(page.Locator(".nothing")).ToBeVisibleAsync();
        Assert.Equal(Cases, fates.Count);
        foreach (var (id, key) in fates)
        {
            var state = await OneAsync(
                $"SELECT state || CASE WHEN EXISTS (SELECT FROM flash.takedowns WHERE generation_id = '{id}') THEN ' down' ELSE '' END || coalesce((SELECT ' ' || state FROM flash.reports WHERE generation_id = '{id}'), '') FROM flash.generations WHERE id = '{id}'"
            );
            Assert.True(
                key switch
                {
                    "a" => state is "queued" or "running" or "delivered" or "failed",
                    "r" => state == "rejected",
                    "x" => state == "delivered down upheld",
                    _ => state == "delivered dismissed",
                },
                $"{id} was decided with '{key}' and is {state}."
            );
        }

        Assert.Equal(
            Cases.ToString(CultureInfo.InvariantCulture),
            await OneAsync(
                "SELECT count(*)::text FROM flash.audit_log WHERE actor_name = 'Hedy' AND action IN ('moderation.approved', 'moderation.rejected', 'moderation.removed', 'reports.dismissed')"
            )
        );
    }

    private async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = chromium.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<string?> OneAsync(string sql)
    {
        await using var command = chromium.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation) as string;
    }
}
