using Flash.Bots.Audit;
using Flash.Bots.Privacy;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Tests.Audit;

public sealed class AuditSearchTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Guid Asked = Guid.NewGuid();

    public static TheoryData<AuditFilter> Filters { get; } =
    [
        new AuditFilter { Since = DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(2)) },
        new AuditFilter { Until = DateTimeOffset.MaxValue.AddYears(-100) },
        new AuditFilter { Action = "rule.false_positive" },
        new AuditFilter { Action = "rule.false_*" },
        new AuditFilter { ActorPlatform = "flash" },
        new AuditFilter { ActorId = "moderator-7" },
        new AuditFilter { Actor = "moderator-7" },
        new AuditFilter { ChatId = "42" },
        new AuditFilter { Chat = "42" },
        new AuditFilter { GenerationId = Asked },
        new AuditFilter { Target = $"{Asked}" },
        new AuditFilter { Target = "1234" },
        new AuditFilter { Rule = 55 },
        new AuditFilter { Text = "50%_off" },
        new AuditFilter { HidesViews = true },
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Each_part_of_a_filter_finds_what_it_means(AuditFilter filter)
    {
        await database.ExecuteAsync(
            $$"""
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT 'flash', 'moderator-7', 'Grace', 'rule.false_positive', '{{Asked}}', '42', '{"ban": 1234, "rules": [55], "off": "50%_off"}'
            WHERE NOT EXISTS (SELECT FROM flash.audit_log WHERE generation_id = '{{Asked}}')
            """
        );
        var keys = new PersonalKeys(
            database.Databases,
            new MasterKey(Options.Create(new PersonalOptions { MasterKey = new string('8', 64) }))
        );
        var search = new AuditSearch(database.Databases, new AuditPersonal(database.Databases, keys));

        var found = await search.ReadAsync(filter, null, 10, Cancelled);

        Assert.Contains(found, line => line.Entry.GenerationId == Asked);
    }
}
