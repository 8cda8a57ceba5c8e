using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Interactions;

namespace Flash.Bots.Discord.Tests.Interactions;

public sealed class CommandDefinitionsTests
{
    [Fact]
    public void What_Discord_adds_and_leaves_out_changes_nothing()
    {
        var returned = JsonSerializer.SerializeToNode(CommandDefinitions.All, DiscordJson.Options)!.AsArray();
        foreach (var command in returned)
        {
            command!["id"] = "1093847561029384999";
            command["version"] = "7";
            command["nsfw"] = false;
            command["name_localizations"] = command["name_localizations"] is { } names
                ? new JsonObject(
                    names.AsObject().Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
                )
                : null;
            command["contexts"] = new JsonArray([
                .. command["contexts"]!.AsArray().Reverse().Select(context => context!.DeepClone()),
            ]);
        }

        var read = returned.Reverse().Select(command => command.Deserialize<ApplicationCommand>(DiscordJson.Options)!);

        Assert.Equal(CommandFingerprint.Of(CommandDefinitions.All), CommandFingerprint.Of(read));
    }

    [Theory]
    [InlineData("\"draw\"", 0, "description")]
    [InlineData("\"bild\"", 0, "name")]
    [InlineData("[]", 0, "options")]
    [InlineData("[0]", 1, "integration_types")]
    public void Whatever_a_person_could_notice_changes_the_fingerprint(string value, int index, string property)
    {
        var changed = JsonSerializer.SerializeToNode(CommandDefinitions.All, DiscordJson.Options)!.AsArray();
        changed[index]![property] = JsonNode.Parse(value);

        Assert.NotEqual(
            CommandFingerprint.Of(CommandDefinitions.All),
            CommandFingerprint.Of(changed.Deserialize<ApplicationCommand[]>(DiscordJson.Options)!)
        );
    }

    [Fact]
    public void Who_moderates_or_manages_nothing_does_not_see_what_is_for_those()
    {
        var restricted = CommandDefinitions.All.Where(command => command.DefaultMemberPermissions is not null);
        Assert.Equal([CommandNames.Rules, CommandNames.Moderator], restricted.Select(command => command.Name));
    }

    [Fact]
    public void Every_command_and_option_speaks_every_language()
    {
        var typed = CommandDefinitions.All.Where(command => command.Type == CommandType.ChatInput).ToList();
        var options = typed.SelectMany(command => command.Options ?? []).ToList();
        IEnumerable<IReadOnlyDictionary<string, string>?> words =
        [
            .. CommandDefinitions.All.Select(command => command.NameLocalizations),
            .. typed.Select(command => command.DescriptionLocalizations),
            .. options.Select(option => option.NameLocalizations),
            .. options.Select(option => option.DescriptionLocalizations),
            .. options
                .Where(option => option.Name is CommandNames.Whose or CommandNames.What)
                .SelectMany(option => option.Choices!)
                .Select(choice => choice.NameLocalizations),
        ];

        Assert.All(words, translated =>
            Assert.Equal(["de", "es-419", "es-ES", "fr", "ru"], translated!.Keys.Order(StringComparer.Ordinal))
        );
    }

    /// <summary>The test server holds what Discord allows; this holds that no one's language breaks it.</summary>
    [Fact]
    public void Names_are_short_and_lower_case_and_no_two_of_one_command_are_the_same_in_any_language()
    {
        Assert.All(CommandDefinitions.All.Where(command => command.Type == CommandType.ChatInput), command =>
            Assert.All(command.NameLocalizations!.Keys, locale =>
                Assert.Distinct((command.Options ?? []).Select(option => option.NameLocalizations![locale]))
            )
        );
        Assert.All(
            CommandDefinitions
                .All.Where(command => command.Type == CommandType.ChatInput)
                .SelectMany(command =>
                    (command.Options ?? [])
                        .Select(option => option.NameLocalizations!)
                        .Append(command.NameLocalizations!)
                )
                .SelectMany(names => names.Values),
            name => Assert.Matches(@"^[-_'\p{Ll}\p{N}]{1,32}$", name)
        );
    }
}
