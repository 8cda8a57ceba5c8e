using System.Globalization;

namespace Flash.Host.CommandLine;

/// <summary>Says on standard output what a start is doing, one line each, with the time it took.</summary>
internal sealed class Steps(TextWriter output, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly List<string> _held = [];
    private bool _lineIsOpen;

    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    public static string Seconds(TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");

    /// <summary>Prints a sentence; one that is said in the middle of a step waits for the end of its line.</summary>
    public void Say(string sentence)
    {
        if (_lineIsOpen)
        {
            _held.Add(sentence);
            return;
        }

        output.WriteLine(sentence);
    }

    public async Task<T> RunAsync<T>(string doing, Func<Task<T>> step)
    {
        output.Write($"{doing}… ");
        output.Flush();
        _lineIsOpen = true;
        var began = time.GetTimestamp();
        var outcome = "";
        try
        {
            var result = await step();
            outcome = Seconds(time.GetElapsedTime(began));
            return result;
        }
        finally
        {
            output.WriteLine(outcome);
            _lineIsOpen = false;
            _held.ForEach(output.WriteLine);
            _held.Clear();
        }
    }

    public Task RunAsync(string doing, Func<Task> step) => RunAsync(doing, async () =>
        {
            await step();
            return true;
        });
}
