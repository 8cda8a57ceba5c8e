using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Tests.Moderation;

/// <summary>Reports, take-downs and appeals.</summary>
public sealed class CasesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ModerationDesk Desk => new(database.Databases, Options.Create(new ModerationOptions { ReportsPerDay = 2 }));

    [Fact]
    public async Task A_report_counts_once_and_is_settled_by_taking_the_picture_down()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        var reporter = new Person(Platform.Telegram, $"{Guid.NewGuid():N}", "Bea");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Desk.ReportAsync(drawn, 2, reporter, new string('x', 700), Cancelled))
        );

        Assert.Equal(ReportOutcome.Taken, Assert.Single(outcomes, outcome => outcome == ReportOutcome.Taken));
        Assert.Equal(3, outcomes.Count(outcome => outcome == ReportOutcome.AlreadyReported));
        Assert.True(await Desk.TakeDownAsync(drawn, "Not here.", Grace, Cancelled));
        Assert.False(await Desk.TakeDownAsync(drawn, "Not here.", Grace, Cancelled));
        Assert.Equal(
            "upheld",
            await database.ReadAsync<string>($"SELECT state FROM flash.reports WHERE generation_id = '{drawn}'")
        );
        Assert.False(await Desk.DismissReportsAsync(drawn, Grace, Cancelled));
        Assert.Equal(
            ["imagine.delivered", "imagine.requested", "moderation.removed", "picture.reported"],
            (await database.AuditActionsAsync(drawn)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Nobody_draws_from_what_was_taken_down()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        await Desk.TakeDownAsync(drawn, "Not here.", Grace, Cancelled);

        var press = await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, drawn, 1));

        Assert.True(press.IsError);
        Assert.Equal(Texts.For("en").TakenDown, press.Text);
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task One_person_reports_only_so_much_a_day_and_only_what_exists()
    {
        var reporter = new Person(Platform.Telegram, $"{Guid.NewGuid():N}", "Bea");
        Assert.Equal(
            ReportOutcome.Unknown,
            await Desk.ReportAsync(GenerationId.New(TimeProvider.System), null, reporter, "", Cancelled)
        );

        var outcomes = new List<ReportOutcome>();
        for (var i = 0; i < 3; i++)
        {
            var id = await database.AddGenerationAsync();
            outcomes.Add(await Desk.ReportAsync(id, null, reporter, "", Cancelled));
            Assert.Equal(i < 2, await Desk.DismissReportsAsync(id, Grace, Cancelled));
        }

        Assert.Equal([ReportOutcome.Taken, ReportOutcome.Taken, ReportOutcome.TooMany], outcomes);
    }

    [Fact]
    public async Task A_ban_may_be_appealed_once_and_a_granted_appeal_lifts_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        Assert.Equal(AppealOutcome.NothingToAppeal, await Desk.AppealAsync(chat.Me, "Why?", Cancelled));
        await Desk.BanAsync(Platform.Telegram, chat.Me.Id, TimeSpan.FromDays(2), "Spam.", Grace, Cancelled);

        Assert.Equal(AppealOutcome.Taken, await Desk.AppealAsync(chat.Me, "It was my cat.", Cancelled));
        Assert.Equal(AppealOutcome.AlreadyMade, await Desk.AppealAsync(chat.Me, "It really was.", Cancelled));
        var appeal = await database.ReadAsync<long>(
            $"SELECT appeal.id FROM flash.appeals appeal JOIN flash.users person ON person.id = user_id WHERE external_id = '{chat.Me.Id}'"
        );
        Assert.True(await Desk.DecideAppealAsync(appeal, granted: true, Grace, Cancelled));
        Assert.False(await Desk.DecideAppealAsync(appeal, granted: false, Grace, Cancelled));

        await chat.SayAsync("/imagine a red boat");
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task A_picture_that_was_taken_down_may_be_appealed()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        await Desk.TakeDownAsync(drawn, "Not here.", Grace, Cancelled);

        Assert.Equal(AppealOutcome.Taken, await Desk.AppealAsync(chat.Me, "It is a boat.", Cancelled));
        Assert.Equal(
            drawn.Value,
            await database.ReadAsync<Guid>("SELECT generation_id FROM flash.appeals WHERE text = 'It is a boat.'")
        );
    }
}
