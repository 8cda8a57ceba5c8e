using Flash.Testing;
using Flash.Testing.Hub;

namespace Flash.Host.Tests.Commands;

public sealed class ModelsPullCommandTests : IDisposable
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

    private static Dictionary<string, byte[]> FlashMini()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "models", "flash-mini")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("models/flash-mini is not above the tests.");
        }

        folder = Path.Combine(folder, "models", "flash-mini");
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(HubServer hub, params string[] arguments) =>
        FlashProcess.RunAsync(
            new Dictionary<string, string>
            {
                ["Models__HubUrl"] = hub.Address.AbsoluteUri,
                ["Inference__ModelsPath"] = models,
            },
            TestContext.Current.CancellationToken,
            arguments
        );
}
