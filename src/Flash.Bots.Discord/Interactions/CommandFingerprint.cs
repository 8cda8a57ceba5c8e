using System.Security.Cryptography;
using System.Text.Json;
using Flash.Bots.Discord.Api;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Tells whether the registered commands are the wanted ones: a digest over everything that Flash defines, and
/// nothing that Discord adds.</summary>
internal static class CommandFingerprint
{
    public static string Of(IEnumerable<ApplicationCommand> commands)
    {
        var canonical = commands
            .OrderBy(command => command.Type)
            .ThenBy(command => command.Name, StringComparer.Ordinal)
            .Select(Canonical)
            .ToList();
        return Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(canonical, DiscordJson.Options))
        );
    }

    /// <summary>Absent, null, empty and default mean the same to Discord; here they look the same too.</summary>
    private static ApplicationCommand Canonical(ApplicationCommand command) =>
        command with
        {
            NameLocalizations = Sorted(command.NameLocalizations),
            DescriptionLocalizations = Sorted(command.DescriptionLocalizations),
            Options = command.Options is { Count: > 0 } options ? [.. options.Select(Canonical)] : null,
            IntegrationTypes = [.. (command.IntegrationTypes ?? [0]).Order()],
            Contexts = [.. (command.Contexts ?? [0, 1, 2]).Order()],
        };

    private static CommandOption Canonical(CommandOption option) =>
        option with
        {
            NameLocalizations = Sorted(option.NameLocalizations),
            DescriptionLocalizations = Sorted(option.DescriptionLocalizations),
            Required = option.Required is true ? true : null,
            Autocomplete = option.Autocomplete is true ? true : null,
            Choices = option.Choices is { Count: > 0 } choices
                ? [.. choices.Select(choice => choice with { NameLocalizations = Sorted(choice.NameLocalizations) })]
                : null,
        };

    private static SortedDictionary<string, string>? Sorted(IReadOnlyDictionary<string, string>? words) =>
        words is { Count: > 0 }
            ? new SortedDictionary<string, string>(words.ToDictionary(), StringComparer.Ordinal)
            : null;
}
