using System.CommandLine;
using System.Reflection;
using Flash.Bots.Audit;
using Flash.Bots.Discord;
using Flash.Bots.Privacy;
using Flash.Bots.Telegram;
using Flash.Host.Roles;
using Flash.Inference;
using Flash.Testing;
using YamlDotNet.RepresentationModel;

namespace Flash.Host.Tests;

/// <summary>Holds <c>docker-compose.yml</c> and <c>Dockerfile</c> to what the program knows; nothing else here would
/// notice a renamed role.</summary>
public sealed class ContainersTests
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        ["Flash__Telegram"] = typeof(TelegramOptions),
        ["Flash__Discord"] = typeof(DiscordOptions),
        ["Flash__Inference"] = typeof(InferenceOptions),
        ["Flash__Personal"] = typeof(PersonalOptions),
        ["Flash__Audit"] = typeof(AuditOptions),
    };

    private readonly YamlMappingNode _services = (YamlMappingNode)Load()["services"];

    [Fact]
    public void Every_role_has_a_service_of_its_name_that_serves_it()
    {
        foreach (var role in Enum.GetValues<Role>().Where(role => role is not Role.None))
        {
            var command = Words(_services[role.ToString().ToLowerInvariant()]["command"]);
            Assert.Equal(["serve", "--roles"], command[..2]);
            Assert.Equal(role, RoleList.Parse(command[2..]));
        }
    }

    [Fact]
    public void Migrations_run_once_before_every_role()
    {
        Assert.Equal(["db", "migrate"], Words(_services["migrations"]["command"]));
        Assert.Equal("no", _services["migrations"]["restart"].ToString());
        Assert.Equal("service_healthy", _services["migrations"]["depends_on"]["postgres"]["condition"].ToString());
        foreach (var role in Enum.GetValues<Role>().Where(role => role is not Role.None))
        {
            Assert.Equal(
                "service_completed_successfully",
                Setting(_services[role.ToString().ToLowerInvariant()], "depends_on")["migrations"]
                    ["condition"]
                    .ToString()
            );
        }
    }

    [Fact]
    public void Every_setting_is_one_that_the_program_reads()
    {
        var names = ((YamlMappingNode)Setting(_services["worker"], "environment"))
            .Children.Keys.Select(key => key.ToString())
            .ToList();

        Assert.Contains("ConnectionStrings__Flash", names);
        Assert.All(
            names.Where(name =>
                name is not ("ConnectionStrings__Flash" or "ConnectionStrings__FlashOwner" or "ASPNETCORE_URLS")
            ),
            name =>
            {
                var path = name.Split("__");
                var depth = Enumerable
                    .Range(1, path.Length - 1)
                    .LastOrDefault(length => Sections.ContainsKey(string.Join("__", path[..length])));
                Assert.True(depth > 0, $"{name} is of no section that the program reads");
                var options = Sections[string.Join("__", path[..depth])];
                foreach (var key in path[depth..])
                {
                    var setting = options.GetProperty(key, BindingFlags.Public | BindingFlags.Instance);
                    Assert.True(setting is not null, $"{name}: {options.Name} has no {key}");
                    options = setting.PropertyType;
                }
            }
        );
    }

    [Fact]
    public void Every_variable_without_a_default_stands_in_the_example()
    {
        var example = File.ReadAllLines(Path.Combine(Repository.Root, ".env.example"))
            .Where(line => line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=')[0]);
        var used = System
            .Text.RegularExpressions.Regex.Matches(
                File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml")),
                @"\$\{(\w+)"
            )
            .Select(match => match.Groups[1].Value)
            .Distinct();

        Assert.Equal(used.Order(StringComparer.Ordinal), example.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_master_key_the_witnesses_and_the_database_are_in_three_places()
    {
        var database = (YamlMappingNode)_services["postgres"];
        Assert.DoesNotContain("MASTER_KEY", database.ToString(), StringComparison.Ordinal);
        var kept = Words(database["volumes"]).Select(volume => volume.Split(':')[0]).ToList();
        foreach (var name in (string[])["migrations", "worker", "worker-gpu", "web", "telegram", "discord"])
        {
            Assert.All(Words(Setting(_services[name], "volumes")), volume =>
                Assert.DoesNotContain(kept, one => volume.StartsWith(one, StringComparison.Ordinal))
            );
        }

        // A key in a setting makes no file beside anything.
        Assert.Contains(
            "${FLASH_MASTER_KEY:?",
            Setting(_services["worker"], "environment")["Flash__Personal__MasterKey"].ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_role_runs_with_nothing_that_it_does_not_need()
    {
        foreach (var name in (string[])["migrations", "worker", "worker-gpu", "web", "telegram", "discord"])
        {
            var service = _services[name];
            Assert.Equal("1654:1654", Setting(service, "user").ToString());
            Assert.Equal("true", Setting(service, "read_only").ToString());
            Assert.Equal(["ALL"], Words(Setting(service, "cap_drop")));
            Assert.Contains("no-new-privileges:true", Words(Setting(service, "security_opt")));
            Assert.NotNull(Setting(service, "mem_limit"));
            Assert.NotNull(Setting(service, "pids_limit"));
        }
    }

    [Fact]
    public void Health_checks_call_a_command_that_exists()
    {
        var test = Words(Setting(_services["web"], "healthcheck")["test"]);

        Assert.Equal(["CMD", "/app/flash"], test[..2]);
        Assert.Empty(Flash.Host.Commands.HealthCommand.Create().Parse([.. test[3..]]).Errors);
        Assert.Equal("health", test[2]);
    }

    [Fact]
    public void The_image_is_made_for_the_processor_that_is_asked_for()
    {
        var commands = File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile"))
            .Where(line => line.StartsWith("RUN dotnet ", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(2, commands.Count);
        Assert.All(commands, command => Assert.Contains("-a ${TARGETARCH:-amd64}", command, StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_copies_the_project_file_of_every_project_before_it_restores()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));

        Assert.All(
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, "src"))
                .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
                .Select(Path.GetFileName),
            name => Assert.Contains($"COPY src/{name}/*.csproj src/{name}/\n", dockerfile, StringComparison.Ordinal)
        );
    }

    private static YamlMappingNode Load()
    {
        using var reader = File.OpenText(Path.Combine(Repository.Root, "docker-compose.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>A service's own setting, or the one it takes from the anchor it merges ("&lt;&lt;").</summary>
    private static YamlNode Setting(YamlNode service, string name) =>
        ((YamlMappingNode)service).Children.TryGetValue(name, out var own) ? own : service["<<"][name];

    private static string[] Words(YamlNode list) => [.. ((YamlSequenceNode)list).Select(word => word.ToString())];
}
