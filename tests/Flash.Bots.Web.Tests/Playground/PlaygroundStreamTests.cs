using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests.Playground;

public sealed class PlaygroundStreamTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_hears_a_message_and_every_edit_of_it()
    {
        using var visitor = await host.VisitAsync();
        await using var events = await EventReader.OpenAsync(visitor.Http, 0);

        var posted = await host.Messenger.PostAsync(
            new PlaygroundReply(visitor.Conversation),
            Samples.Text("one"),
            Cancellation
        );
        var first = await events.NextMessageAsync();
        await host.Messenger.EditAsync(posted, Samples.Pictures("two", Samples.Jpeg), Cancellation);
        var second = await events.NextMessageAsync();

        Assert.Equal("one", first!.Value.Message.GetProperty("text").GetString());
        Assert.Equal("two", second!.Value.Message.GetProperty("text").GetString());
        Assert.Equal(
            first.Value.Message.GetProperty("id").GetInt64(),
            second.Value.Message.GetProperty("id").GetInt64()
        );
        Assert.Equal(1, second.Value.Message.GetProperty("revision").GetInt32());
        Assert.Equal(
            (2, 1),
            (
                second.Value.Message.GetProperty("pictures")[0].GetProperty("width").GetInt32(),
                second.Value.Message.GetProperty("pictures")[0].GetProperty("height").GetInt32()
            )
        );
    }

    [Fact]
    public async Task A_browser_that_was_away_gets_what_it_missed_and_nothing_twice()
    {
        using var visitor = await host.VisitAsync();
        var address = new PlaygroundReply(visitor.Conversation);
        var edited = await host.Messenger.PostAsync(address, Samples.Text("seen, then edited"), Cancellation);
        await host.Messenger.PostAsync(address, Samples.Text("seen"), Cancellation);
        string lastSeen;
        await using (var before = await EventReader.OpenAsync(visitor.Http, 0))
        {
            await before.NextMessageAsync();
            lastSeen = (await before.NextMessageAsync())!.Value.Id;
        }

        await host.Messenger.PostAsync(address, Samples.Text("missed"), Cancellation);
        await host.Messenger.EditAsync(edited, Samples.Text("edited"), Cancellation);

        // The address still says 0, as a page's does that reconnects by itself; the browser's header knows better.
        await using var after = await EventReader.OpenAsync(visitor.Http, 0, lastSeen);
        Assert.Equal("missed", (await after.NextMessageAsync())!.Value.Message.GetProperty("text").GetString());
        Assert.Equal("edited", (await after.NextMessageAsync())!.Value.Message.GetProperty("text").GetString());
        await host.Messenger.PostAsync(address, Samples.Text("new"), Cancellation);
        Assert.Equal("new", (await after.NextMessageAsync())!.Value.Message.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_deleted_message_is_told_to_those_who_were_away()
    {
        using var visitor = await host.VisitAsync();
        var posted = await host.Messenger.PostAsync(
            new PlaygroundReply(visitor.Conversation),
            Samples.Text("gone soon"),
            Cancellation
        );
        var seen = (await HistoryAsync(visitor)).GetProperty("latestChange").GetInt64();
        await host.Messenger.DeleteAsync(posted, Cancellation);

        await using var events = await EventReader.OpenAsync(visitor.Http, seen);
        var told = (await events.NextMessageAsync())!.Value.Message;

        Assert.True(told.GetProperty("deleted").GetBoolean());
        Assert.Equal(0, (await HistoryAsync(visitor)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_hears_another_conversation()
    {
        using var one = await host.VisitAsync();
        using var other = await host.VisitAsync();
        await using var events = await EventReader.OpenAsync(other.Http, 0);

        await host.Messenger.PostAsync(new PlaygroundReply(one.Conversation), Samples.Text("for one"), Cancellation);
        await host.Messenger.PostAsync(
            new PlaygroundReply(other.Conversation),
            Samples.Text("for the other"),
            Cancellation
        );

        Assert.Equal("for the other", (await events.NextMessageAsync())!.Value.Message.GetProperty("text").GetString());
        Assert.Equal(
            0,
            (await HistoryAsync(other))
                .GetProperty("messages")
                .EnumerateArray()
                .Count(message => message.GetProperty("text").GetString() == "for one")
        );
    }

    [Fact]
    public async Task The_stream_goes_on_after_PostgreSQL_has_dropped_every_connection()
    {
        using var visitor = await host.VisitAsync();
        var address = new PlaygroundReply(visitor.Conversation);
        await using var events = await EventReader.OpenAsync(visitor.Http, 0);
        await host.Messenger.PostAsync(address, Samples.Text("before"), Cancellation);
        Assert.Equal("before", (await events.NextMessageAsync())!.Value.Message.GetProperty("text").GetString());

        await using (
            var operators = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false }
            )
        )
        {
            await using var kill = operators.CreateCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'"
            );
            await kill.ExecuteNonQueryAsync(Cancellation);
            await using var insert = operators.CreateCommand(
                "INSERT INTO flash.playground_messages (conversation_id, from_person, text) VALUES ($1, false, 'while nobody listened')"
            );
            insert.Parameters.Add(new() { Value = visitor.Conversation });
            await insert.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Equal(
            "while nobody listened",
            (await events.NextMessageAsync())!.Value.Message.GetProperty("text").GetString()
        );
    }

    [Fact]
    public async Task Open_pages_end_when_the_process_stops()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var app = WebHost.Build(database.ConnectionString, _ => { });
        await app.StartAsync(Cancellation);
        using var visitor = await Visitor.ArriveAsync(WebHost.AddressOf(app));
        await using var events = await EventReader.OpenAsync(visitor.Http, 0);
        Assert.Equal("heartbeat", await events.NextTypeAsync());

        await app.StopAsync(Cancellation);

        Assert.Null(await EndAsync(events));
    }

    [Fact]
    public async Task A_conversation_open_in_too_many_tabs_is_told_so_and_a_closed_tab_makes_room()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var app = WebHost.Build(database.ConnectionString, builder =>
            builder.Configuration["Flash:Playground:OpenPages"] = "1"
        );
        await app.StartAsync(Cancellation);
        using var visitor = await Visitor.ArriveAsync(WebHost.AddressOf(app));
        await using (var open = await EventReader.OpenAsync(visitor.Http, 0))
        {
            await open.NextTypeAsync();
            using var refused = await visitor.Http.GetAsync(
                new Uri("/playground/events", UriKind.Relative),
                Cancellation
            );
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Contains(
                "too many tabs",
                await refused.Content.ReadAsStringAsync(Cancellation),
                StringComparison.Ordinal
            );
        }

        // The server learns of the closed tab on its own time; the test's own limit bounds this loop.
        while (true)
        {
            using var again = await visitor.Http.GetAsync(
                new Uri("/playground/events", UriKind.Relative),
                HttpCompletionOption.ResponseHeadersRead,
                Cancellation
            );
            if (again.StatusCode == HttpStatusCode.OK)
            {
                break;
            }

            await Task.Delay(20, Cancellation);
        }

        await app.StopAsync(Cancellation);
    }

    private static async Task<JsonElement> HistoryAsync(Visitor visitor) =>
        await visitor.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/playground/history", UriKind.Relative),
            Cancellation
        );

    /// <summary>Null when the stream ended, cleanly or with its connection.</summary>
    private static async Task<string?> EndAsync(EventReader events)
    {
        try
        {
            return await events.NextTypeAsync();
        }
        catch (Exception broken) when (broken is HttpIOException or IOException)
        {
            return null;
        }
    }
}
