using Spectre.Console;

namespace Flash.Host.Commands;

/// <summary>Shows how far work is: a bar on a terminal, lines in a pipe, nothing beside JSON.</summary>
internal abstract class ImagineDisplay
{
    public static ImagineDisplay Choose(bool json) =>
        json ? new Silent()
        : Console.IsOutputRedirected ? new Lines()
        : new Bar();

    /// <param name="doing">One word, such as Drawing.</param>
    /// <param name="total">How many parts there are.</param>
    /// <param name="work">Calls its argument with the number of parts done.</param>
    public abstract Task RunAsync(string doing, int total, Func<Action<int>, Task> work);

    private sealed class Silent : ImagineDisplay
    {
        public override Task RunAsync(string doing, int total, Func<Action<int>, Task> work) => work(_ => { });
    }

    private sealed class Lines : ImagineDisplay
    {
        public override Task RunAsync(string doing, int total, Func<Action<int>, Task> work) =>
            work(done => Console.Out.WriteLine($"{doing}: {done} of {total}"));
    }

    private sealed class Bar : ImagineDisplay
    {
        public override Task RunAsync(string doing, int total, Func<Action<int>, Task> work) =>
            AnsiConsole
                .Progress()
                .Columns(
                    new TaskDescriptionColumn(),
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new ElapsedTimeColumn()
                )
                .StartAsync(context =>
                {
                    var task = context.AddTask(doing, maxValue: total);
                    return work(done => task.Value = done);
                });
    }
}
