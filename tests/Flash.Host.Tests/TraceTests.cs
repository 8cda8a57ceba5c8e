using System.Text.Json;
using Flash.Testing;
using Flash.Testing.BotApi;
using Flash.Testing.Otlp;

namespace Flash.Host.Tests;

/// <summary>One trace from the update to the last edit, through two processes, as a collector receives it; and log lines
/// that name it.</summary>
[Collection("flash up")]
public sealed class TraceTests
{
    private const string Words = "zebra lighthouse";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_one_trace_from_the_update_to_the_last_edit_and_its_log_lines_name_it()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancel);
        await using var server = await BotApiServer.StartAsync(Cancel);
        await using var collector = await OtlpCollector.StartAsync(Cancel);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Flash"] = database.ConnectionString,
            ["Flash__Telegram__Token"] = server.Token,
            ["Flash__Telegram__ApiBaseUrl"] = server.Address.ToString(),
            ["Flash__Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
            ["Flash__Logs__Format"] = "json",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };
        await using var worker = FlashProcess.Start(settings, "serve", "--roles", "worker", "--verbose");
        await using var ingress = FlashProcess.Start(settings, "serve", "--roles", "telegram", "--verbose");
        await worker.WaitForAsync("Serving", Cancel);
        await ingress.WaitForAsync("Serving", Cancel);

        var chat = server.PrivateChat(new BotUser(81_000, "Ada"));
        chat.Says($"/imagine {Words} --count 1 --steps 2 --seed 81");
        await server.UntilAsync(
            () => chat.FromBot.Any(message => message.Content.Caption?.Contains("Seed 81") == true),
            Cancel
        );
        var trace = "";
        for (var look = 0; look < 600 && (trace = TraceOf(collector)) is ""; look++)
        {
            await Task.Delay(100, Cancel);
        }

        var spans = collector.Spans.Where(span => span.TraceId == trace).ToList();
        var root = Assert.Single(spans, span => span.ParentId is "");
        Assert.Equal("telegram update", root.Name);
        Assert.All(spans.Where(span => span != root), span => Assert.Contains(spans, one => one.Id == span.ParentId));
        foreach (
            var (name, parent) in (ReadOnlySpan<(string, string)>)
                [
                    ("submit", "telegram update"),
                    ("outbox", "submit"),
                    ("queue", "submit"),
                    ("draw", "submit"),
                    ("denoise", "draw"),
                    ("encode", "draw"),
                    ("telegram sendPhoto", "telegram update"),
                ]
        )
        {
            Assert.Contains(spans, span => span.Name == name && NameOf(spans, span.ParentId) == parent);
        }

        Assert.Contains(spans, span => span.Name == "telegram editMessageMedia");
        Assert.DoesNotContain(Words, collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Token, collector.Everything, StringComparison.Ordinal);

        var id = Guid.ParseExact(trace, "N").ToString("D");
        Assert.Contains(Lines(worker), line => Names(line, trace) && Names(line, id));
        Assert.All(
            Lines(worker)
                .Where(line => Names(line, id))
                .Where(line => line.Contains("Flash.Worker.Jobs", StringComparison.Ordinal)),
            line => Assert.True(Names(line, trace), line)
        );
        Assert.Contains(Lines(ingress), line => Names(line, trace));
        Assert.All(Lines(worker).Concat(Lines(ingress)), line => Assert.False(Names(line, Words), line));
    }

    /// <summary>The trace with the end of a delivery in it, which comes last; nothing before.</summary>
    private static string TraceOf(OtlpCollector collector)
    {
        var spans = collector.Spans;
        return
            spans.FirstOrDefault(span => span.Name == "deliver") is { TraceId: var trace }
            && spans.Any(span => span.TraceId == trace && span.Name == "telegram update")
            && spans.Any(span => span.TraceId == trace && span.Name == "draw")
            && spans.Any(span => span.TraceId == trace && span.Name == "outbox")
            ? trace
            : "";
    }

    private static string? NameOf(List<OtlpSpan> spans, string id) => spans.FirstOrDefault(span => span.Id == id)?.Name;

    private static bool Names(string line, string what) => line.Contains(what, StringComparison.Ordinal);

    private static List<string> Lines(FlashProcess process) =>
        [.. process.Output.Split('\n').Where(line => line.StartsWith('{')).Where(IsJson)];

    private static bool IsJson(string line)
    {
        using var parsed = JsonDocument.Parse(line);
        return parsed.RootElement.TryGetProperty("Timestamp", out _);
    }
}
