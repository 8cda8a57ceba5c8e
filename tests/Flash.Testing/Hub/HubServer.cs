using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flash.Testing.Hub;

/// <summary>
/// A hub that speaks the part of Hugging Face's protocol by which models are downloaded, on a free loopback port:
/// revision, paged tree, resolve with a redirect to a content address for large files, ranges, tokens. It can drop
/// connections, ignore ranges, answer with errors and send wrong bytes.
/// </summary>
public sealed class HubServer : IAsyncDisposable
{
    private const int PageSize = 5;

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, HubRepositoryContent> repositories = new();

    private HubServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>How it misbehaves.</summary>
    public HubFaults Faults { get; } = new();

    /// <summary>Paths and ranges of the files that were asked for, in order.</summary>
    public ConcurrentQueue<(string Path, string? Range, bool Authorized)> Requests { get; } = new();

    public static async Task<HubServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new HubServer(builder.Build());
        server.app.MapGet("/api/models/{owner}/{name}/revision/{revision}", server.Revision);
        server.app.MapGet("/api/models/{owner}/{name}/tree/{commit}", server.Tree);
        server.app.MapGet("/{owner}/{name}/resolve/{commit}/{**path}", server.Resolve);
        server.app.MapGet("/content/{hash}", server.ContentAsync);
        await server.app.StartAsync(cancellationToken);
        server.Address = new Uri(server.app.Urls.Single());
        return server;
    }

    /// <summary>Publishes files under a name such as <c>owner/name</c>; their content makes the commit.</summary>
    public HubRepositoryContent Add(string name, IReadOnlyDictionary<string, byte[]> files, string? token = null) =>
        repositories[name] = new HubRepositoryContent(files, token);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Revision(HttpContext context, string owner, string name, string revision) =>
        With(context, owner, name, repository =>
            revision == repository.Branch || revision == repository.Commit
                ? Json(new JsonObject { ["sha"] = repository.Commit })
                : Results.NotFound()
        );

    private IResult Tree(HttpContext context, string owner, string name, string commit, int page = 0) =>
        With(context, owner, name, repository =>
        {
            if (commit != repository.Commit)
            {
                return Results.NotFound();
            }

            var entries = repository.Entries().ToList();
            if ((page + 1) * PageSize < entries.Count)
            {
                context.Response.Headers.Link =
                    $"<{Address.AbsoluteUri}api/models/{owner}/{name}/tree/{commit}?recursive=true&page={page + 1}>; rel=\"next\"";
            }

            return Json(new JsonArray([.. entries.Skip(page * PageSize).Take(PageSize)]));
        });

    private IResult Resolve(HttpContext context, string owner, string name, string commit, string path) =>
        With(context, owner, name, repository =>
        {
            if (commit != repository.Commit || !repository.Files.TryGetValue(path, out var content))
            {
                return Results.NotFound();
            }

            Requests.Enqueue(
                (
                    path,
                    context.Request.Headers.Range.ToString() is { Length: > 0 } range ? range : null,
                    context.Request.Headers.Authorization.Count > 0
                )
            );
            return Faults.NextStatus(path) is { } status
                ? Results.StatusCode(status)
                : Results.Redirect(
                    $"/content/{HubRepositoryContent.Sha256(content)}?path={Uri.EscapeDataString(path)}&repository={owner}/{name}"
                );
        });

    // Where the bytes are: another address, which must never see the token.
    private async Task ContentAsync(HttpContext context, string hash, string repository, string path)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var content = Faults.Replace(path) ?? repositories[repository].Files[path];
        var from = 0;
        if (!Faults.IgnoresRanges && context.Request.Headers.Range.ToString() is { Length: > 0 } range)
        {
            from = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) + Faults.RangeError;
            if (from >= content.Length)
            {
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                return;
            }

            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = content.Length - from;
        var most = Faults.BytesBeforeDrop ?? int.MaxValue;
        await context.Response.Body.WriteAsync(content.AsMemory(from, Math.Min(most, content.Length - from)));
        // Ending early makes Kestrel close the connection after what was written; Abort could lose bytes that are on
        // their way.
        await context.Response.Body.FlushAsync();
    }

    private IResult With(HttpContext context, string owner, string name, Func<HubRepositoryContent, IResult> answer)
    {
        if (!repositories.TryGetValue($"{owner}/{name}", out var repository))
        {
            return Results.Unauthorized();
        }

        var given = context.Request.Headers.Authorization.ToString();
        return repository.Token is null || given == $"Bearer {repository.Token}" ? answer(repository)
            : given.Length == 0 ? Results.Unauthorized()
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(), "application/json", Encoding.UTF8);
}
