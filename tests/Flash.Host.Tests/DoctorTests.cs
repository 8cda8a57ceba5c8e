using System.Text.Json;
using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary><c>flash doctor --json</c>, as a script reads it.</summary>
public sealed class DoctorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_works_and_what_does_not_is_one_object()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancel);
        var (exitCode, findings) = await ExamineAsync(database.ConnectionString);

        Assert.Equal(0, exitCode);
        Assert.All(findings.Values, verdict => Assert.Contains(verdict, (string[])["works", "unused"]));
        Assert.Equal("works", findings["PostgreSQL"]);
        Assert.Equal("unused", findings["Telegram"]);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_broken_and_its_password_is_not_said()
    {
        var (exitCode, findings) = await ExamineAsync("postgres://ada:hunter2@127.0.0.1:1/flash");

        Assert.Equal(1, exitCode);
        Assert.Equal("broken", findings["PostgreSQL"]);
    }

    [Theory]
    [InlineData("personal.key", "in one folder with the database's files")]
    [InlineData("../elsewhere/personal.key", "apart from the data")]
    public async Task It_says_whether_the_master_key_is_kept_apart_from_the_data(string file, string words)
    {
        await using var data = new DataFolderForTests();
        var settings = new Dictionary<string, string>(data.Settings)
        {
            ["Flash__Personal__MasterKeyFile"] = Path.Combine(data.Path, file),
            ["ConnectionStrings__Flash"] = "Host=127.0.0.1;Port=1",
        };

        var run = await FlashProcess.RunAsync(settings, Cancel, "doctor");

        Assert.Matches($"Master key: [^\n]*{words}", run.Output);
    }

    private static async Task<(int ExitCode, Dictionary<string, string> Findings)> ExamineAsync(string connection)
    {
        await using var data = new DataFolderForTests();
        var settings = new Dictionary<string, string>(data.Settings)
        {
            ["ConnectionStrings__Flash"] = connection,
            ["Flash__Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
        };
        var run = await FlashProcess.RunAsync(settings, Cancel, "doctor", "--json");
        Assert.DoesNotContain("hunter2", run.Output + run.Errors, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(run.ExitCode == 0, json.RootElement.GetProperty("works").GetBoolean());
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.All(findings, finding => Assert.NotEmpty(finding.GetProperty("sentence").GetString()!));
        return (
            run.ExitCode,
            findings.ToDictionary(
                finding => finding.GetProperty("subject").GetString()!,
                finding => finding.GetProperty("verdict").GetString()!
            )
        );
    }
}
