using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary>The <c>flash</c> script, in a copy of the checkout's skeleton whose compiler and program only say how they
/// were called.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Sdk = """
        #!/bin/sh
        case $1 in
          --list-sdks) echo "10.0.401 [/sdk]" ;;
          restore) echo restored ;;
          build) mkdir -p artifacts/bin/Flash.Host/release
            printf '#!/bin/sh\nprintf "[%%s]" "$@"\n' >artifacts/bin/Flash.Host/release/flash
            chmod +x artifacts/bin/Flash.Host/release/flash ;;
        esac
        """;

    private readonly string _top = Directory
        .CreateDirectory(Path.Combine(Path.GetTempPath(), $"flash launcher {Guid.NewGuid():N}"[..24]))
        .FullName;
    private readonly string _checkout;
    private readonly string _sdk;

    public LauncherTests()
    {
        _checkout = Directory.CreateDirectory(Path.Combine(_top, "a checkout")).FullName;
        Directory.CreateDirectory(Path.Combine(_checkout, "scripts"));
        Directory.CreateDirectory(Path.Combine(_checkout, "migrations"));
        Directory.CreateDirectory(Path.Combine(_checkout, "src", "Flash.Host"));
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "scripts"))
                .Append(Path.Combine(Repository.Root, "flash"))
        )
        {
            File.Copy(file, Path.Combine(_checkout, Path.GetRelativePath(Repository.Root, file)));
        }

        foreach (
            var name in (string[])
                [
                    "Directory.Build.props",
                    "Directory.Build.targets",
                    "global.json",
                    "BannedSymbols.txt",
                    "src/Flash.Host/Old.cs",
                ]
        )
        {
            File.WriteAllText(Path.Combine(_checkout, name), "");
        }

        _sdk = Path.Combine(_top, "dotnet");
        File.WriteAllText(_sdk, Sdk);
        File.SetUnixFileMode(_sdk, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public async Task It_builds_when_a_source_changed_or_went_away_and_otherwise_starts_at_once()
    {
        Assert.Contains("Building Flash", await RunAsync(), StringComparison.Ordinal);
        Assert.Equal("[--version]", await RunAsync());

        await File.WriteAllTextAsync(Path.Combine(_checkout, "src", "Flash.Host", "New.cs"), "", CancellationToken);
        Assert.Contains("Building Flash", await RunAsync(), StringComparison.Ordinal);
        Assert.Equal("[--version]", await RunAsync());

        File.Delete(Path.Combine(_checkout, "src", "Flash.Host", "Old.cs"));
        Assert.Contains("Building Flash", await RunAsync(), StringComparison.Ordinal);
        Assert.Equal("[--version]", await RunAsync());
    }

    [Fact]
    public async Task It_works_through_a_link_and_hands_arguments_over_unchanged()
    {
        await RunAsync();
        var link = Path.Combine(_top, "link to flash");
        File.CreateSymbolicLink(link, Path.Combine("a checkout", "flash"));

        await using var flash = FlashProcess.Start(link, Environment(_sdk), ["imagine", "a \"red\" boat", "", "*"]);

        Assert.Equal(0, await flash.ExitAsync(CancellationToken));
        Assert.Equal("[imagine][a \"red\" boat][][*]", flash.Output);
    }

    [Fact]
    public async Task Without_the_SDK_it_says_in_one_line_what_to_install()
    {
        await using var flash = FlashProcess.Start(
            Path.Combine(_checkout, "flash"),
            Environment("/nowhere/dotnet"),
            ["up"]
        );

        Assert.Equal(1, await flash.ExitAsync(CancellationToken));
        Assert.StartsWith(
            "flash: the .NET 10 SDK is needed and was not found: install it",
            flash.Errors,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\n', flash.Errors);
    }

    [Fact]
    public async Task A_build_that_fails_shows_the_compiler_errors_and_where_the_rest_is()
    {
        await File.WriteAllTextAsync(
            _sdk,
            "#!/bin/sh\n[ \"$1\" != --list-sdks ] || { echo 10.0.401; exit; }\necho 'A.cs(1,2): error CS1002: ; expected'\nexit 1\n",
            CancellationToken
        );

        await using var flash = FlashProcess.Start(Path.Combine(_checkout, "flash"), Environment(_sdk), ["up"]);

        Assert.Equal(1, await flash.ExitAsync(CancellationToken));
        Assert.StartsWith(
            "A.cs(1,2): error CS1002: ; expected\nflash: Restoring packages failed; the whole output is in ",
            flash.Errors,
            StringComparison.Ordinal
        );
    }

    private static Dictionary<string, string> Environment(string sdk) => new() { ["FLASH_DOTNET"] = sdk };

    private async Task<string> RunAsync()
    {
        await using var flash = FlashProcess.Start(Path.Combine(_checkout, "flash"), Environment(_sdk), ["--version"]);
        Assert.Equal(0, await flash.ExitAsync(CancellationToken));
        Assert.Equal("", flash.Errors);
        return flash.Output;
    }
}
