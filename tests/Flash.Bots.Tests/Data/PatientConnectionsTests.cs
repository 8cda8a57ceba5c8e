using Flash.Bots.Tests.Conversations;
using Npgsql;

namespace Flash.Bots.Tests.Data;

public sealed class PatientConnectionsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_without_a_free_connection_makes_people_wait_and_refuses_nobody()
    {
        // PostgreSQL says of a role what it says of the whole server: 53300.
        var role = $"flash_narrow_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'narrow' CONNECTION LIMIT 2");
        await database.ExecuteAsync(
            $"GRANT USAGE ON SCHEMA flash, hangfire TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA flash, hangfire TO {role}; GRANT ALL ON ALL SEQUENCES IN SCHEMA flash TO {role}"
        );
        var narrow = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Username = role,
            Password = "narrow",
            Pooling = false,
        };
        await using var chat = new TestChat(narrow.ConnectionString);
        var taken = new[]
        {
            new NpgsqlConnection(narrow.ConnectionString),
            new NpgsqlConnection(narrow.ConnectionString),
        };
        await Task.WhenAll(taken.Select(connection => connection.OpenAsync(Cancelled)));
        await using (var third = new NpgsqlConnection(narrow.ConnectionString))
        {
            var full = await Assert.ThrowsAsync<PostgresException>(() => third.OpenAsync(Cancelled));
            Assert.Equal(PostgresErrorCodes.TooManyConnections, full.SqlState);
        }

        var asking = chat.SayAsync("/imagine a red boat");
        Assert.NotSame(asking, await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(200), Cancelled)));
        await Task.WhenAll(taken.Select(connection => connection.DisposeAsync().AsTask()));
        await asking;

        Assert.Single(await chat.GenerationsAsync());
        Assert.DoesNotContain(chat.Texts, text => text == Flash.Bots.Replies.Texts.For("en").NoDatabase);
    }
}
