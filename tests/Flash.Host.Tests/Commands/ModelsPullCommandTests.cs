using System.Text.RegularExpressions;
using Flash.Testing;
using Flash.Testing.Hub;

namespace Flash.Host.Tests.Commands;

public sealed partial class ModelsPullCommandTests : IDisposable
{
    private readonly string models = Directory.CreateTempSubdirectory("flash-models-").FullName;

    public void Dispose() => Directory.Delete(models, recursive: true);

    [Fact]
    public async Task A_model_is_pulled_verified_and_listed()
    {
        await using var hub = await HubServer.StartAsync(TestContext.Current.CancellationToken);
        hub.Add("someone/flash-mini", FlashMini());

        var pull = await RunAsync(hub, "models", "pull", "someone/flash-mini", "--name", "mini");
        var again = await RunAsync(hub, "models", "pull", "someone/flash-mini", "--name", "mini");
        var verify = await RunAsync(hub, "models", "verify", "mini");
        var list = await RunAsync(hub, "models", "list");

        Assert.True(pull.ExitCode == 0, pull.Output + pull.Errors);
        Assert.Contains("unet/model.onnx", pull.Output, StringComparison.Ordinal);
        Assert.Contains("already", again.Output, StringComparison.Ordinal);
        Assert.True(verify.ExitCode == 0, verify.Output + verify.Errors);
        Assert.Contains("as they were pulled from someone/flash-mini", verify.Output, StringComparison.Ordinal);
        Assert.StartsWith("mini\t", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "has no public repository no/body", "models", "pull", "no/body")]
    [InlineData(2, "'a//b' is not the name of a repository", "models", "pull", "a//b")]
    [InlineData(1, "'../x' cannot be the name of a model folder", "models", "pull", "no/body", "--name", "../x")]
    public async Task What_cannot_be_pulled_is_one_sentence(int exitCode, string says, params string[] arguments)
    {
        await using var hub = await HubServer.StartAsync(TestContext.Current.CancellationToken);

        var ending = await RunAsync(hub, arguments);

        Assert.Equal(exitCode, ending.ExitCode);
        Assert.Single(ending.Errors.TrimEnd().Split('\n'));
        Assert.Contains(says, ending.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_pull_that_the_documents_name_works_as_it_stands()
    {
        var commands = PullCommand()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/models.md"), Stop))
            .Select(match => match.Groups["rest"].Value.Split(' '))
            .ToList();
        Assert.True(commands.Count >= 3);
        await using var hub = await HubServer.StartAsync(Stop);
        var tiny = Files("tests", "Flash.Inference.Tests", "Models", "current");

        foreach (var arguments in commands)
        {
            // The layout is the tests' own, for the real one cannot be had here; what is tried is the command.
            var repository = hub.Add(arguments[0], tiny);
            if (Array.IndexOf(arguments, "--revision") is >= 0 and var at)
            {
                repository.Branch = arguments[at + 1];
            }

            var pull = await RunAsync(hub, ["models", "pull", .. arguments]);

            Assert.True(pull.ExitCode == 0, pull.Output + pull.Errors);
            Assert.Matches("Loading it on a CPU takes about [0-9.]+ GB", pull.Output);
            Assert.Contains("It loads:", pull.Output, StringComparison.Ordinal);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Dictionary<string, byte[]> FlashMini() => Files("models", "flash-mini");

    private static Dictionary<string, byte[]> Files(params string[] path)
    {
        var folder = Path.Combine([Repository.Root, .. path]);
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes);
    }

    [GeneratedRegex(@"\| `flash models pull (?<rest>[^`]+)`")]
    private static partial Regex PullCommand();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(HubServer hub, params string[] arguments) =>
        FlashProcess.RunAsync(
            new Dictionary<string, string>
            {
                ["Flash__Models__HubUrl"] = hub.Address.AbsoluteUri,
                ["Flash__Inference__ModelsPath"] = models,
            },
            TestContext.Current.CancellationToken,
            arguments
        );
}
