using System.Globalization;
using System.Text;
using Flash.Bots.Arena;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>What people preferred in arenas: as a page, and as a file.</summary>
internal static class ArenaEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/arena", PageAsync);
        pages.MapGet("/arena/export", ExportAsync);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        ArenaVotes votes,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.arena_viewed", null, "{}", cancellationToken);
        return new RazorComponentResult<ArenaPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Standings = (await votes.FitAsync(cancellationToken))?.Standings ?? [],
            }
        );
    }

    /// <summary>CSV, or with <c>format=json</c> JSON.</summary>
    private static async Task<IResult> ExportAsync(
        HttpContext context,
        Moderators moderators,
        ArenaVotes votes,
        string? format,
        CancellationToken cancellationToken
    )
    {
        if (format is not (null or "csv" or "json"))
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, "The format is csv or json.");
        }

        await moderators.NoteAsync(SignedIn.Of(context), "moderation.arena_exported", null, "{}", cancellationToken);
        var standings = (await votes.FitAsync(cancellationToken))?.Standings ?? [];
        return format is "json"
            ? Results.Json(
                standings.Select(standing => new
                {
                    contender = standing.Name,
                    votes = standing.Votes,
                    wins = standing.Wins,
                    logStrength = standing.LogStrength,
                    standardError = standing.StandardError,
                    low = standing.Low,
                    high = standing.High,
                    points = Standing.Points(standing.LogStrength),
                })
            )
            : Results.File(Encoding.UTF8.GetBytes(Csv(standings)), "text/csv; charset=utf-8", "flash-arena.csv");
    }

    // Names are those of folders and numbers: nothing in them needs quotes.
    private static string Csv(IReadOnlyList<Standing> standings)
    {
        var lines = standings.Select(standing =>
            string.Join(
                ',',
                [
                    standing.Name,
                    Number(standing.Votes, "0"),
                    Number(standing.Wins, "0"),
                    Number(standing.LogStrength, "0.####"),
                    Number(standing.StandardError, "0.####"),
                    Number(standing.Low, "0.####"),
                    Number(standing.High, "0.####"),
                    Number(Standing.Points(standing.LogStrength), "0"),
                ]
            )
        );
        return string.Join("\r\n", lines.Prepend(Header).Append(""));
    }

    private const string Header = "contender,votes,wins,log_strength,standard_error,low_95,high_95,points";

    private static string Number<T>(T number, string format)
        where T : IFormattable => number.ToString(format, CultureInfo.InvariantCulture);
}
