using System.Net;
using System.Text;

namespace Flash.Host.Evaluation;

/// <summary><c>index.html</c>: the table, and every prompt with its picture at each number of steps. Needs no
/// network.</summary>
internal static class EvalPage
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
            color-scheme: light dark }
        table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto }
        th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #8885 }
        section { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem }
        figure { margin: 0 }
        figure div { display: flex; gap: 3px }
        img { flex: 1; min-width: 0; width: 100%; height: auto; border-radius: 4px; aspect-ratio: 1 }
        figcaption { font-size: .85rem }
        """;

    public static string Render(EvalReport report, IReadOnlyList<EvalPrompt> prompts)
    {
        var page = new StringBuilder();
        var title = Escape($"{report.Model} {report.Revision}");
        page.Append(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                    + "content=\"width=device-width\">"
            )
            .Append(
                $"<title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1><p>Seed {report.Seed}, "
                    + $"{report.Threads} threads. Pictures of a prompt stand in the order of the table's rows.</p>"
            );
        page.Append("<table><thead><tr>")
            .AppendJoin("", report.Rows[0].Cells().Select(cell => $"<th>{Escape(cell.Name)}</th>"))
            .Append("</tr></thead><tbody>");
        foreach (var row in report.Rows)
        {
            page.Append("<tr>")
                .AppendJoin("", row.Cells().Select(cell => $"<td>{Escape(cell.Value)}</td>"))
                .Append("</tr>");
        }

        page.Append("</tbody></table>");
        if (report.RefereeAccuracy is { Count: > 0 } accuracy)
        {
            page.Append("<p>The referee itself reads drawn scenes: ")
                .AppendJoin(
                    ", ",
                    accuracy.Select(share => Escape(FormattableString.Invariant($"{share.Key} {share.Value:0.0} %")))
                )
                .Append(".</p>");
        }

        page.Append("<section>");
        for (var i = 0; i < prompts.Count; i++)
        {
            var words = Escape(prompts[i].Prompt);
            page.Append("<figure><div>")
                .AppendJoin(
                    "",
                    report.Rows.Select(row =>
                        $"<img loading=\"lazy\" src=\"{EvalPictures.Name(row.Steps, i)}\" alt=\"{words}, {row.Steps} "
                        + $"steps\">"
                    )
                )
                .Append($"</div><figcaption>{words}</figcaption></figure>");
        }

        return page.Append("</section></body></html>\n").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
