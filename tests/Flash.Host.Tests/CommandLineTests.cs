using Flash.Host.Hosting;
using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary>What people can get wrong at the terminal: one sentence on standard error, and the exit code that says
/// whose mistake it was.</summary>
[Collection("flash up")]
public sealed class CommandLineTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("imagin", "'imagin'")]
    [InlineData("serve", "--roles")]
    [InlineData("serve --roles painter", "'painter' is not a role; the roles are telegram, discord, worker and web.")]
    [InlineData(
        "up now",
        "'now' is neither an option of this command nor a setting; settings look like --Flash:Inference:Device=cpu."
    )]
    [InlineData("health nowhere", "'nowhere' is no address")]
    [InlineData(
        "up --Flash:Audit:Foldr=/tmp",
        "there is no setting 'Flash:Audit:Foldr'; did you mean --Flash:Audit:Folder?"
    )]
    [InlineData("serve --roles web --Telegramm:Token=x", "did you mean --Flash:Telegram:Token?")]
    [InlineData("audit verify --Flash:Nothing:LikeThis:AtAll 3", "docs/configuration.md lists them all.")]
    public async Task Bad_arguments_are_one_sentence_and_exit_code_2(string arguments, string sentence)
    {
        var (exitCode, output, errors) = await FlashProcess.RunAsync(
            new Dictionary<string, string>(),
            CancellationToken,
            arguments.Split(' ')
        );

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("flash: ", errors, StringComparison.Ordinal);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
    }

    [Fact]
    public async Task No_PostgreSQL_is_one_sentence_that_says_where_it_looked()
    {
        await using var data = new DataFolderForTests();
        var settings = data.Settings;
        settings["Flash__PostgresPath"] = "/nowhere";

        var (exitCode, _, errors) = await FlashProcess.RunAsync(settings, CancellationToken, "up");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            "flash: Flash:PostgresPath is '/nowhere', and there are no initdb and postgres of version 13 or later in it.",
            errors
        );
    }

    [Fact]
    public void Settings_are_known_as_the_page_lists_them()
    {
        Assert.True(KnownSettings.All.Count > 90, $"Only {KnownSettings.All.Count} are known.");
        foreach (
            var setting in (string[])
                [
                    "--flash:audit:folder=/x",
                    "--Flash:Pictures:OtherModels:3=x",
                    "--Flash:Telegram:Token_FILE=/run/x",
                    "--Flash:Queue:ChatWeights:telegram/-1001234=2",
                    "--Flash:Pictures:Shapes:sdxl-turbo:Edge=512",
                    "--Logging:LogLevel:Default=Debug",
                ]
        )
        {
            KnownSettings.Check(setting);
        }

        Assert.Equal(
            [
                "the environment sets Flash__Audit__Foldr, which is no setting and does nothing; did you mean Flash__Audit__Folder?",
                "the environment sets Flash__Discord__Secret__Of__Nobody, which is no setting and does nothing.",
                "the environment sets Telegram__Token, which is no setting and does nothing; did you mean Flash__Telegram__Token?",
            ],
            KnownSettings.Strangers(
                new Dictionary<string, string>
                {
                    ["Flash__Audit__Foldr"] = "/x",
                    ["Flash__Audit__Folder"] = "/x",
                    ["Flash__Discord__Secret__Of__Nobody"] = "",
                    ["Somebody__Else"] = "",
                    ["Telegram__Token"] = "",
                    ["PATH"] = "",
                }
            )
        );
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_one_sentence()
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Flash"] = "Host=127.0.0.1;Port=9;Username=flash;Timeout=5",
        };

        var (exitCode, _, errors) = await FlashProcess.RunAsync(settings, CancellationToken, "db", "status");

        Assert.Equal(1, exitCode);
        Assert.Matches("^flash: the database cannot be reached [^\n]*; check ConnectionStrings:Flash.$", errors);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_read_is_one_sentence_with_what_is_allowed()
    {
        await using var data = new DataFolderForTests();

        var (exitCode, _, errors) = await FlashProcess.RunAsync(
            data.Settings,
            CancellationToken,
            "up",
            "--Flash:Inference:Device=gpu"
        );

        Assert.Equal(1, exitCode);
        Assert.Equal("flash: Flash:Inference:Device is 'gpu', but must be one of Auto, Cpu, Cuda, TensorRT.", errors);
        Assert.Empty(data.Servers());
    }

    [Fact]
    public async Task Settings_out_of_their_range_are_a_sentence_each_and_nothing_else()
    {
        await using var database = await Testing.PostgresDatabase.CreateAsync(CancellationToken);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Flash"] = database.ConnectionString };

        var (exitCode, output, errors) = await FlashProcess.RunAsync(
            settings,
            CancellationToken,
            "serve",
            "--roles",
            "web",
            "--Flash:Moderation:UnsafeShare=2",
            "--Flash:Queue:Capacity=-1"
        );

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "flash: Flash:Moderation:UnsafeShare is '2'; allowed is 0.05 to 1.",
                "flash: Flash:Queue:Capacity is '-1'; allowed is a number of generations from 1 to 100000.",
            ],
            errors.Split('\n').Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_of_one_connection_is_refused()
    {
        await using var database = await Testing.PostgresDatabase.CreateAsync(CancellationToken);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Flash"] = database.ConnectionString };

        var (exitCode, _, errors) = await FlashProcess.RunAsync(
            settings,
            CancellationToken,
            "serve",
            "--roles",
            "web",
            "--Flash:Database:Connections=1"
        );

        Assert.Equal(1, exitCode);
        Assert.Equal("flash: Flash:Database:Connections is '1'; a whole number of 2 or more is allowed.", errors);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_one_sentence()
    {
        await using var data = new DataFolderForTests();
        await File.WriteAllTextAsync(data.Path, "", CancellationToken);

        var (exitCode, _, errors) = await FlashProcess.RunAsync(data.Settings, CancellationToken, "up");

        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            $"flash: the data folder '{data.Path}' cannot be written (",
            errors,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\n', errors);
    }

    [Fact]
    public async Task A_role_refuses_a_database_that_lacks_migrations_until_they_are_applied()
    {
        await using var database = await Testing.PostgresDatabase.CreateEmptyAsync(CancellationToken);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Flash"] = database.ConnectionString };

        var refused = await FlashProcess.RunAsync(settings, CancellationToken, "serve", "--roles", "web");
        var before = await FlashProcess.RunAsync(settings, CancellationToken, "db", "status");
        var migrated = await FlashProcess.RunAsync(settings, CancellationToken, "db", "migrate");
        var after = await FlashProcess.RunAsync(settings, CancellationToken, "db", "status");

        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith("run 'flash db migrate' first.", refused.Errors, StringComparison.Ordinal);
        Assert.EndsWith("run 'flash db migrate'.", before.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (migrated.ExitCode, migrated.Errors));
        Assert.Equal("The database is up to date.", after.Output);
    }
}
