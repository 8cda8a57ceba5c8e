using System.Text.Json;
using Flash.Testing;

namespace Flash.Host.Tests.Commands;

public sealed class ModelsCommandTests
{
    [Fact]
    public async Task The_embedded_model_is_listed()
    {
        var ending = await RunAsync("models", "list", "--json");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Errors));
        var models = JsonDocument.Parse(ending.Output).RootElement.GetProperty("models").EnumerateArray();
        Assert.Contains(models, model =>
            model.GetProperty("name").GetString() == "flash-mini"
            && model.GetProperty("defaultInferenceSteps").GetInt32() == 3
        );
    }

    [Fact]
    public async Task The_embedded_model_agrees_with_its_reference()
    {
        var ending = await RunAsync("models", "verify", "flash-mini");

        Assert.True(ending.ExitCode == 0, ending.Output + ending.Errors);
        Assert.DoesNotContain("FAILED", ending.Output, StringComparison.Ordinal);
        Assert.Equal(8, ending.Output.TrimEnd().Split('\n').Length);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        FlashProcess.RunAsync(new Dictionary<string, string>(), TestContext.Current.CancellationToken, arguments);
}
