using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Flash.Testing.DiscordApi;

/// <summary>Discord's limits on application commands.</summary>
internal static partial class CommandRules
{
    private static readonly string[] Locales =
        ["id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"];

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex Name();

    public static void Check(JsonArray commands)
    {
        MessageRules.Demand(commands.Count(command => ((int?)command!["type"] ?? 1) == 1) <= 100, "Maximum number of application commands reached (100)");
        MessageRules.Demand(commands.Count(command => (int?)command!["type"] == 3) <= 15, "Maximum number of message commands reached (15)");
        MessageRules.Demand(commands.Select(command => (command!["type"]?.ToString() ?? "1") + command["name"]).Distinct().Count() == commands.Count, "Application command names must be unique");
        foreach (var command in commands)
        {
            var isChatInput = ((int?)command!["type"] ?? 1) == 1;
            CheckNames(command.AsObject(), isChatInput);
            var options = command["options"]?.AsArray() ?? [];
            MessageRules.Demand(isChatInput || options.Count == 0, "options: only chat input commands have any.");
            MessageRules.Demand(options.Count <= 25, "options: Must be 25 or fewer in length.");
            MessageRules.Demand(options.Select(option => (string)option!["name"]!).Distinct().Count() == options.Count, "options: names must be unique.");
            var seenOptional = false;
            foreach (var option in options)
            {
                CheckNames(option!.AsObject(), isLowerCase: true);
                var isRequired = (bool?)option!["required"] ?? false;
                MessageRules.Demand(!(seenOptional && isRequired), "Required options must be placed before non-required options");
                seenOptional |= !isRequired;
                var choices = option["choices"]?.AsArray() ?? [];
                MessageRules.Demand(choices.Count <= 25, "choices: Must be 25 or fewer in length.");
                MessageRules.Demand(choices.Count == 0 || !((bool?)option["autocomplete"] ?? false), "choices: cannot be set with autocomplete.");
                MessageRules.Demand((int?)option["max_length"] is null or (>= 1 and <= 6000), "max_length: 1 to 6000.");
            }
        }
    }

    private static void CheckNames(JsonObject item, bool isLowerCase)
    {
        var names = new[] { (string)item["name"]! }.Concat((item["name_localizations"]?.AsObject() ?? []).Select(pair => (string)pair.Value!));
        foreach (var name in names)
        {
            MessageRules.Demand(isLowerCase ? Name().IsMatch(name) && !name.Any(char.IsUpper) : name.Length is >= 1 and <= 32, $"name: '{name}' is invalid.");
        }

        foreach (var text in new[] { (string?)item["description"] }.Concat((item["description_localizations"]?.AsObject() ?? []).Select(pair => (string?)pair.Value)))
        {
            MessageRules.Demand(!isLowerCase ? string.IsNullOrEmpty(text) : text?.Length is >= 1 and <= 100, "description: Must be between 1 and 100 in length.");
        }

        foreach (var locale in (item["name_localizations"]?.AsObject() ?? []).Concat(item["description_localizations"]?.AsObject() ?? []).Select(pair => pair.Key))
        {
            MessageRules.Demand(Locales.Contains(locale), $"'{locale}' is no locale.");
        }
    }
}
