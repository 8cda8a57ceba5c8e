using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Flash.Host.CommandLine;

namespace Flash.Host.Tests;

/// <summary>Help, its examples, and completion in shells.</summary>
public sealed class HelpTests
{
    private static readonly Dictionary<string, string> None = [];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_example_can_be_typed()
    {
        var root = FlashCommands.Create();

        foreach (var command in Examples.Commands.Where(name => name != "completion"))
        {
            foreach (var example in Examples.Of(command))
            {
                var words = CommandLineParser.SplitCommandLine(example.Line).Skip(1).ToList();
                var parsed = root.Parse(words);

                Assert.True(
                    parsed.Errors.Count == 0,
                    $"{example.Line}: {string.Join("; ", parsed.Errors.Select(error => error.Message))}"
                );
                Assert.Equal(command, FlashHelp.NameOf(parsed.CommandResult.Command));
                Assert.All(parsed.UnmatchedTokens, word => Assert.Contains(':', word));
            }
        }
    }

    [Fact]
    public void Every_command_of_the_first_level_has_an_example()
    {
        var bare = FlashCommands
            .Create()
            .Subcommands.Where(command => !Examples.Commands.Any(name => name.Split(' ')[0] == command.Name))
            .Select(command => command.Name);

        Assert.Empty(bare);
    }

    [Fact]
    public async Task Help_shows_a_command_with_examples_and_names_settings()
    {
        var (exitCode, output, errors) = await FlashProcess.RunAsync(None, CancellationToken, "help", "models", "pull");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("flash models pull OWNER/NAME", output, StringComparison.Ordinal);
        Assert.Contains("--Flash:Inference:Device=cpu", output, StringComparison.Ordinal);
        Assert.DoesNotContain("application that is being run", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_for_what_is_no_command_is_one_sentence()
    {
        var (exitCode, _, errors) = await FlashProcess.RunAsync(None, CancellationToken, "help", "models", "pul");

        Assert.Equal((2, "flash: 'models pul' is not a command; 'flash help models' lists them."), (exitCode, errors));
    }

    [Theory]
    [InlineData("flash ima", "imagine")]
    [InlineData("flash models ", "--help list pull teach verify")]
    [InlineData("flash moderator rule t", "try")]
    [InlineData("flash up --ver", "--verbose")]
    public async Task Bash_completes(string typed, string expected)
    {
        var words = typed.Split(' ');
        var script = $$"""
            source <(flash completion bash)
            COMP_LINE='{{typed}}' COMP_POINT={{typed.Length}} COMP_WORDS=({{string.Join(
                ' ',
                words.Select(word => $"'{word}'")
            )}})
            COMP_CWORD={{words.Length - 1}}
            _flash
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["PATH"] =
            $"{Path.GetDirectoryName(FlashProcess.ProgramPath)}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(CancellationToken);
        await bash.WaitForExitAsync(CancellationToken);

        Assert.Equal(expected.Split(' '), output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }
}
