using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Flash.Testing;
using Flash.Testing.BotApi;
using Npgsql;

namespace Flash.Host.Tests;

/// <summary><c>flash up</c> from the first line to the last, with its own PostgreSQL.</summary>
[Collection("flash up")]
public sealed partial class UpTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Interrupted_it_stops_everything_and_the_next_start_finds_its_data(string signal)
    {
        await using var data = new DataFolderForTests();
        await using var telegram = await BotApiServer.StartAsync(CancellationToken);
        var opened = Path.Combine(Directory.CreateDirectory(data.Path).FullName, "opened");
        var settings = data.Settings;
        settings["PATH"] = $"{Browser(data.Path, opened)}:{Environment.GetEnvironmentVariable("PATH")}";
        settings["Flash__Telegram__Token"] = telegram.Token;
        settings["Flash__Telegram__ApiBaseUrl"] = telegram.Address.ToString();
        var home = Directory.CreateDirectory(Path.Combine(data.Path, "home")).FullName;
        settings["HOME"] = home;
        await using (var first = FlashProcess.Start(settings, "up", "--open"))
        {
            var address = await AddressAsync(first);
            await AssertReadyAsync(address);
            await first.WaitForAsync("https://t.me/FlashPicturesBot", CancellationToken);
            Assert.Equal(address, await ReadAsync(opened));
            Assert.Single(data.Servers());
            await ExecuteAsync(data, "CREATE TABLE kept AS SELECT 7 AS answer");

            first.Signal(signal);

            Assert.Equal(0, await first.ExitAsync(CancellationToken));
            Assert.Empty(data.Servers());
            Assert.Equal("", first.Errors);
            Assert.DoesNotContain("warn:", first.Output, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(home));
        }

        await using var second = FlashProcess.Start(data.Settings, "up");
        await AddressAsync(second);
        Assert.Equal(7, await ExecuteAsync(data, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task Killed_without_warning_it_takes_PostgreSQL_along_and_starts_again()
    {
        await using var data = new DataFolderForTests();
        await using (var first = FlashProcess.Start(data.Settings, "up"))
        {
            await AddressAsync(first);

            first.Signal("KILL");

            await first.ExitAsync(CancellationToken);
            await data.WaitUntilServersAreGoneAsync(CancellationToken);
        }

        await using var second = FlashProcess.Start(data.Settings, "up");
        await AssertReadyAsync(await AddressAsync(second));
    }

    [Fact]
    public async Task A_second_start_with_the_same_data_says_where_the_first_one_is_and_other_commands_work_beside_it()
    {
        await using var data = new DataFolderForTests();
        await using var first = FlashProcess.Start(data.Settings, "up");
        var address = await AddressAsync(first);

        var second = await FlashProcess.RunAsync(data.Settings, CancellationToken, "up");
        var status = await FlashProcess.RunAsync(data.Settings, CancellationToken, "db", "status");
        var link = await FlashProcess.RunAsync(data.Settings, CancellationToken, "moderator", "add", "Ada");

        Assert.Equal(1, second.ExitCode);
        Assert.Equal(
            $"flash: Flash is already running with the data in {data.Path} (process {first.Id}, {address}): stop it first, or set Flash:DataPath to another folder.",
            second.Errors
        );
        Assert.Equal((0, ""), (status.ExitCode, status.Errors));
        Assert.EndsWith("The database is up to date.", status.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{address}/moderation/sign-in#", link.Output, StringComparison.Ordinal);
        await AssertReadyAsync(address);
    }

    [Fact]
    public async Task With_port_5080_taken_it_uses_another_and_says_so()
    {
        await using var data = new DataFolderForTests();
        using var taken = new TcpListener(IPAddress.Loopback, 5080);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Someone else has it already, which serves as well.
        }

        var settings = data.Settings;
        settings["ASPNETCORE_URLS"] = "";
        await using var flash = FlashProcess.Start(settings, "up");
        var address = await AddressAsync(flash);

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Port 5080 is taken; using {new Uri(address).Port}."),
            flash.Output,
            StringComparison.Ordinal
        );
        await AssertReadyAsync(address);
    }

    [Fact]
    public async Task A_configured_address_that_is_taken_is_one_sentence_and_leaves_nothing_running()
    {
        await using var data = new DataFolderForTests();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var settings = data.Settings;
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (exitCode, _, errors) = await FlashProcess.RunAsync(settings, CancellationToken, "up");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"flash: the address {settings["ASPNETCORE_URLS"]} is taken by another program: set ASPNETCORE_URLS to a free one.",
            errors
        );
        Assert.Empty(data.Servers());
    }

    [Fact]
    public async Task A_broken_model_folder_is_one_sentence_and_leaves_nothing_running()
    {
        await using var data = new DataFolderForTests();
        var models = Directory.CreateDirectory(Path.Combine(data.Path, "models", "flash-mini"));
        await File.WriteAllTextAsync(Path.Combine(models.FullName, "model_index.json"), "{", CancellationToken);
        var settings = data.Settings;
        settings["Flash__Inference__ModelsPath"] = models.Parent!.FullName;

        var (exitCode, _, errors) = await FlashProcess.RunAsync(settings, CancellationToken, "up");

        Assert.Equal(1, exitCode);
        Assert.Matches("^flash: The model [^\n]*flash-mini[^\n]*$", errors);
        Assert.Empty(data.Servers());
    }

    /// <summary>A folder with a browser that writes down what it is to open.</summary>
    private static string Browser(string folder, string opened)
    {
        var programs = Directory.CreateDirectory(Path.Combine(folder, "programs")).FullName;
        var program = Path.Combine(programs, "xdg-open");
        File.WriteAllText(program, $"#!/bin/sh\nprintf %s \"$1\" >'{opened}.new' && mv '{opened}.new' '{opened}'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return programs;
    }

    private static async Task<string> ReadAsync(string file)
    {
        for (var look = 0; look < 600 && !File.Exists(file); look++)
        {
            await Task.Delay(50, CancellationToken);
        }

        return await File.ReadAllTextAsync(file, CancellationToken);
    }

    [GeneratedRegex(@"open (http://\S+) ")]
    private static partial Regex Address();

    private static async Task<string> AddressAsync(FlashProcess flash) =>
        Address().Match(await flash.WaitForAsync("Flash is ready", CancellationToken)).Groups[1].Value;

    private static async Task AssertReadyAsync(string address)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(new Uri(address), "/health/ready"), CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Matches(
            "flash-mini draws on the (CPU|GPU): ",
            await response.Content.ReadAsStringAsync(CancellationToken)
        );
    }

    private static async Task<object?> ExecuteAsync(DataFolderForTests data, string sql)
    {
        await using var connection = new NpgsqlConnection(
            $"Host={data.SocketFolder};Username=flash;Database=flash;Pooling=false"
        );
        await connection.OpenAsync(CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(CancellationToken);
    }
}
