using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash health http://localhost:8080</c>: asks a running process whether it can work; containers have no
/// other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var address = new Argument<string>("address")
        {
            Description = "Where the process listens.",
            DefaultValueFactory = _ => $"http://localhost:{HttpAddress.DefaultPort}",
        };
        var command = new Command("health", "Asks a running Flash whether it is ready; exit code 0 when it is.")
        {
            address,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(address), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new BadArgumentException(
                $"'{address}' is no address; one looks like http://localhost:{HttpAddress.DefaultPort}."
            );
        }

        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            using var response = await http.GetAsync(new Uri(uri, "/health/ready"), cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? FlashCommandLine.Done
                : throw new CommandFailedException($"{address} is not ready: {answer}");
        }
        catch (HttpRequestException e)
        {
            throw new CommandFailedException($"nothing answers at {address}.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"{address} did not answer within {Timeout.TotalSeconds:0} s.", e);
        }
    }
}
