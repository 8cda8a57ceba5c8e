using System.Text.Json;
using Flash.Host.Commands;
using Spectre.Console;

namespace Flash.Host.Evaluation;

/// <summary>The whole result: for the terminal, as JSON, and for the page.</summary>
internal sealed record EvalReport(
    string Model,
    string Revision,
    ulong Seed,
    int Threads,
    IReadOnlyDictionary<string, double>? RefereeAccuracy,
    IReadOnlyList<EvalRow> Rows
)
{
    public string ToJson() => JsonSerializer.Serialize(this, ImagineFiles.Json);

    public void Print()
    {
        var table = new Table().Border(TableBorder.Markdown);
        table.AddColumns([.. Rows[0].Cells().Select(cell => new TableColumn(cell.Name).RightAligned())]);
        foreach (var row in Rows)
        {
            table.AddRow([.. row.Cells().Select(cell => Markup.Escape(cell.Value))]);
        }

        // As wide as the table needs: a pipe has no width, and a table that is wrapped is none.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out), Ansi = AnsiSupport.No }
        );
        console.Profile.Width = 400;
        Console.Out.WriteLine($"{Model} {Revision}, seed {Seed}, {Threads} threads");
        console.Write(table);
        if (RefereeAccuracy is { Count: > 0 } accuracy)
        {
            Console.Out.WriteLine(
                "The referee itself reads drawn scenes: "
                    + string.Join(
                        ", ",
                        accuracy.Select(share => FormattableString.Invariant($"{share.Key} {share.Value:0.0} %"))
                    )
            );
        }
    }
}
