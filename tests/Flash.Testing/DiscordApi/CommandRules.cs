using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Flash.Testing.DiscordApi;

/// <summary>Discord's limits on application commands.</summary>
internal static partial class CommandRules
{
    private static readonly string[] Locales =
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ];

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex Name();

    public static void Check(JsonArray commands)
    {
        MessageRules.Demand(
            commands.Count(command => ((int?)command!["type"] ?? 1) == 1) <= 100,
            "Maximum number of application commands reached (100)"
        );
        MessageRules.Demand(
            commands.Count(command => (int?)command!["type"] == 3) <= 15,
            "Maximum number of message commands reached (15)"
        );
        MessageRules.Demand(
            commands.Select(command => (command!["type"]?.ToString() ?? "1") + command["name"]).Distinct().Count()
                == commands.Count,
            "Application command names must be unique"
        );
        foreach (var command in commands)
        {
            var isChatInput = ((int?)command!["type"] ?? 1) == 1;
            CheckNames(command.AsObject(), isChatInput);
            var options = command["options"]?.AsArray() ?? [];
            MessageRules.Demand(isChatInput || options.Count == 0, "options: only chat input commands have any.");
            MessageRules.Demand(options.Count <= 25, "options: Must be 25 or fewer in length.");
            MessageRules.Demand(
                options.Select(option => (string)option!["name"]!).Distinct().Count() == options.Count,
                "options: names must be unique."
            );
            MessageRules.Demand(Length(command) <= 8000, "Command exceeds maximum size (8000)");
            var seenOptional = false;
            foreach (var option in options)
            {
                CheckNames(option!.AsObject(), isLowerCase: true);
                var isRequired = (bool?)option!["required"] ?? false;
                MessageRules.Demand(
                    !(seenOptional && isRequired),
                    "Required options must be placed before non-required options"
                );
                seenOptional |= !isRequired;
                var choices = option["choices"]?.AsArray() ?? [];
                MessageRules.Demand(choices.Count <= 25, "choices: Must be 25 or fewer in length.");
                MessageRules.Demand(
                    choices.Count == 0 || !((bool?)option["autocomplete"] ?? false),
                    "choices: cannot be set with autocomplete."
                );
                MessageRules.Demand(
                    choices.SelectMany(NamesOf).All(name => name.Length is >= 1 and <= 100),
                    "choices.name: Must be between 1 and 100 in length."
                );
                MessageRules.Demand(
                    option["file_types"] is null
                        || ((int?)option["type"] == 11 && option["file_types"]!.AsArray().Count is >= 1 and <= 10),
                    "file_types: 1 to 10, on attachments only."
                );
                MessageRules.Demand((int?)option["max_length"] is null or (>= 1 and <= 6000), "max_length: 1 to 6000.");
            }
        }
    }

    /// <summary>Names, descriptions and values, options included. Of translations Discord counts the longest of
    /// each.</summary>
    private static int Length(JsonNode command) =>
        Longest(command, "name")
        + Longest(command, "description")
        + (command["options"]?.AsArray() ?? []).Sum(option => Length(option!))
        + (command["choices"]?.AsArray() ?? []).Sum(choice =>
            Longest(choice!, "name") + choice!["value"]!.ToString().Length
        );

    private static int Longest(JsonNode item, string words) =>
        (item[words + "_localizations"]?.AsObject() ?? [])
            .Select(pair => ((string)pair.Value!).Length)
            .Append(((string?)item[words])?.Length ?? 0)
            .Max();

    private static IEnumerable<string> NamesOf(JsonNode? item) =>
        (item!["name_localizations"]?.AsObject() ?? [])
            .Select(pair => (string)pair.Value!)
            .Prepend((string)item["name"]!);

    private static void CheckNames(JsonObject item, bool isLowerCase)
    {
        foreach (var name in NamesOf(item))
        {
            MessageRules.Demand(
                isLowerCase ? Name().IsMatch(name) && !name.Any(char.IsUpper) : name.Length is >= 1 and <= 32,
                $"name: '{name}' is invalid."
            );
        }

        foreach (
            var text in new[] { (string?)item["description"] }.Concat(
                (item["description_localizations"]?.AsObject() ?? []).Select(pair => (string?)pair.Value)
            )
        )
        {
            MessageRules.Demand(
                !isLowerCase ? string.IsNullOrEmpty(text) : text?.Length is >= 1 and <= 100,
                "description: Must be between 1 and 100 in length."
            );
        }

        foreach (
            var locale in (item["name_localizations"]?.AsObject() ?? [])
                .Concat(item["description_localizations"]?.AsObject() ?? [])
                .Select(pair => pair.Key)
        )
        {
            MessageRules.Demand(Locales.Contains(locale), $"'{locale}' is no locale.");
        }
    }
}
