using System.Text.Json.Nodes;

namespace Flash.Bots.Discord.Interactions;

/// <summary>A command as it is registered with Discord, and as Discord returns it.</summary>
internal sealed record ApplicationCommand
{
    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    /// <summary>1 to 100 characters; empty for context menus.</summary>
    public string Description { get; init; } = "";

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public CommandType Type { get; init; } = CommandType.ChatInput;

    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>Permissions that a member of a server needs to see it, as a bit set in decimal; null for
    /// none.</summary>
    public string? DefaultMemberPermissions { get; init; }

    /// <summary>0: installed to a server, 1: to a person.</summary>
    public IReadOnlyList<int>? IntegrationTypes { get; init; }

    /// <summary>0: servers, 1: direct messages with the bot, 2: other direct messages and groups.</summary>
    public IReadOnlyList<int>? Contexts { get; init; }
}

internal enum CommandType
{
    ChatInput = 1,
    User = 2,
    Message = 3,
}

/// <summary>A parameter of a command.</summary>
internal sealed record CommandOption
{
    public required CommandOptionType Type { get; init; }

    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public required string Description { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public bool? Required { get; init; }

    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    public bool? Autocomplete { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public double? MinValue { get; init; }

    public double? MaxValue { get; init; }

    /// <summary>Which files an attachment may be: <c>image</c>, or extensions with their dot; 10 at most.</summary>
    public IReadOnlyList<string>? FileTypes { get; init; }
}

internal enum CommandOptionType
{
    String = 3,
    Integer = 4,
    Boolean = 5,
    Attachment = 11,
}

/// <summary>A value that Discord offers while someone types.</summary>
/// <param name="Name">What is shown, up to 100 characters.</param>
/// <param name="Value">What is sent, up to 100 characters.</param>
internal sealed record CommandChoice(string Name, JsonNode Value)
{
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
}
