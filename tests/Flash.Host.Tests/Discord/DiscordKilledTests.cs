using System.Text.Json.Nodes;
using Flash.Testing;
using Flash.Testing.DiscordApi;
using Microsoft.AspNetCore.Http;

namespace Flash.Host.Tests.Discord;

/// <summary>The gateway's or the worker's process is killed (SIGKILL) at every point where Discord can see how far it
/// had come.</summary>
public sealed class DiscordKilledTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_before_it_was_heard_that_the_interaction_is_acknowledged_nothing_is_started_and_the_next_process_serves(
        bool isCarriedOut
    )
    {
        await using var flash = await FlashProcesses.StartAsync();
        var channel = flash.Server.State.AddChannel("acknowledging");
        var ada = new DiscordUser(flash.Server, "Ada");
        var killed = KillAt(flash, flash.Gateway, isCarriedOut, request =>
            request.Path.Value!.EndsWith("/callback", StringComparison.Ordinal)
        );

        await ada.CommandAsync(channel, "imagine", Boat, CancellationToken);
        await killed.WaitAsync(CancellationToken);
        Assert.Empty(await flash.AuditAsync(channel));
        await flash.StartGatewayAsync();
        var asked = await ada.CommandAsync(channel, "imagine", Boat, CancellationToken);

        await DrawnAsync(asked);
        await AuditedOnceAsync(flash, channel);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_while_it_posts_the_placeholder_the_worker_takes_the_message_over(bool isCarriedOut)
    {
        await using var flash = await FlashProcesses.StartAsync();
        var channel = flash.Server.State.AddChannel("placeholder");
        var killed = KillAt(flash, flash.Gateway, isCarriedOut, request =>
            HttpMethods.IsPatch(request.Method) && request.Path.Value!.EndsWith("/@original", StringComparison.Ordinal)
        );

        var asked = await new DiscordUser(flash.Server, "Ada").CommandAsync(
            channel,
            "imagine",
            Boat,
            CancellationToken
        );
        await killed.WaitAsync(CancellationToken);

        await DrawnAsync(asked);
        await AuditedOnceAsync(flash, channel);
        Assert.Same(asked.Original, Assert.Single(flash.Server.State.In(channel)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_while_it_shows_a_preview_another_worker_finishes_in_the_same_message(bool isCarriedOut)
    {
        await using var flash = await FlashProcesses.StartAsync();
        var channel = flash.Server.State.AddChannel("preview");
        var killed = KillAt(flash, flash.Worker, isCarriedOut, IsWorkersEdit);

        var asked = await new DiscordUser(flash.Server, "Ada").CommandAsync(
            channel,
            "imagine",
            Boat,
            CancellationToken
        );
        await killed.WaitAsync(CancellationToken);
        await flash.StartWorkerAsync();

        await DrawnAsync(asked);
        await AuditedOnceAsync(flash, channel);
        Assert.Same(asked.Original, Assert.Single(flash.Server.State.In(channel)));
    }

    [Fact]
    public async Task Killed_before_it_was_heard_that_the_result_is_shown_the_next_worker_shows_the_same_pictures_and_writes_it_down()
    {
        await using var flash = await FlashProcesses.StartAsync();
        var channel = flash.Server.State.AddChannel("result");
        DiscordInteraction? asked = null;
        var killed = KillAt(flash, flash.Worker, isCarriedOut: true, request =>
            IsWorkersEdit(request) && asked?.Original?.Buttons.ContainsKey("Again") == true
        );

        asked = await new DiscordUser(flash.Server, "Ada").CommandAsync(channel, "imagine", Boat, CancellationToken);
        await killed.WaitAsync(CancellationToken);
        var before = asked.Original!.Files.Select(file => Convert.ToHexString(file.Bytes)).ToList();
        Assert.DoesNotContain("imagine.delivered", await flash.AuditAsync(channel));
        await flash.StartWorkerAsync();

        await AuditedOnceAsync(flash, channel);
        Assert.Equal(before, asked.Original.Files.Select(file => Convert.ToHexString(file.Bytes)));
        Assert.Same(asked.Original, Assert.Single(flash.Server.State.In(channel)));
    }

    private static Dictionary<string, JsonNode> Boat => new() { ["prompt"] = "a red boat on the sea", ["seed"] = 7 };

    /// <summary>The gateway's process edits the original response without knowing its id, workers know it.</summary>
    private static bool IsWorkersEdit(HttpRequest request) =>
        HttpMethods.IsPatch(request.Method)
        && request.Path.Value!.Contains("/messages/", StringComparison.Ordinal)
        && !request.Path.Value.EndsWith("/@original", StringComparison.Ordinal);

    private static Task KillAt(
        FlashProcesses flash,
        FlashProcess victim,
        bool isCarriedOut,
        Func<HttpRequest, bool> isMeant
    )
    {
        var killed = new TaskCompletionSource();
        flash.Server.Limits.InterruptOnce(
            (request, isDone) => isDone == isCarriedOut && isMeant(request),
            async () =>
            {
                await FlashProcesses.KillAsync(victim);
                killed.SetResult();
            }
        );
        return killed.Task;
    }

    private static Task<DiscordMessageRow> DrawnAsync(DiscordInteraction asked) =>
        DiscordServer.EventuallyAsync(
            () => asked.Original is { Files.Count: 4 } row && row.Buttons.ContainsKey("Again") ? row : null,
            "four pictures",
            CancellationToken
        );

    private static async Task AuditedOnceAsync(FlashProcesses flash, DiscordChannel channel)
    {
        await DiscordServer.EventuallyAsync(
            () =>
                flash.AuditAsync(channel).GetAwaiter().GetResult() is var all && all.Contains("imagine.delivered")
                    ? all
                    : null,
            "the delivery in the audit log",
            CancellationToken
        );
        Assert.Equal(["imagine.requested", "imagine.delivered"], await flash.AuditAsync(channel));
        Assert.Empty(flash.Server.Violations);
    }
}
