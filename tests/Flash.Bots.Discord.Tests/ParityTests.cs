using Flash.Bots.Commands;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Replies;
using Flash.Testing;

namespace Flash.Bots.Discord.Tests;

/// <summary>Holds the table "The same everywhere" in docs/discord.md true.</summary>
public sealed class ParityTests
{
    private static readonly IReadOnlyDictionary<string, string[]> Table = File.ReadAllLines(
            Path.Combine(Repository.Root, "docs", "discord.md")
        )
        .SkipWhile(line => line != "| what | Telegram | Discord | playground |")
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
        .ToDictionary(cells => cells[0], cells => cells[1..]);

    [Fact]
    public void Every_button_has_a_row_and_works_everywhere() =>
        Assert.All(Enum.GetNames<ButtonVerb>(), verb =>
            Assert.All(Table[$"button `{verb}`"], cell => Assert.StartsWith("yes", cell, StringComparison.Ordinal))
        );

    [Fact]
    public void The_table_and_the_commands_that_Discord_is_told_are_the_same() =>
        Assert.Equal(
            Table
                .Where(row =>
                    row.Key.StartsWith("`/", StringComparison.Ordinal)
                    && row.Value[1].StartsWith("yes", StringComparison.Ordinal)
                )
                .Select(row => row.Key.Trim('`', '/'))
                .Order(),
            CommandDefinitions
                .All.Where(command => command.Type == CommandType.ChatInput)
                .Select(command => command.Name)
                .Order()
        );

    [Fact]
    public void What_the_table_says_can_be_typed_is_understood_and_nothing_else_is() =>
        Assert.All(Table.Where(row => row.Key.StartsWith("`/", StringComparison.Ordinal)), row =>
        {
            var isUnknown = CommandParser.Parse(row.Key.Trim('`') + " a boat", isPrivate: true) is Command.Mistaken;
            Assert.Equal(row.Value[0].StartsWith("no", StringComparison.Ordinal), isUnknown);
            Assert.Equal(
                row.Value[0].StartsWith("no", StringComparison.Ordinal),
                row.Value[2].StartsWith("no", StringComparison.Ordinal)
            );
        });

    [Fact]
    public void Words_without_a_command_are_a_prompt_everywhere()
    {
        Assert.All(Table["words without a command"], cell => Assert.StartsWith("yes", cell, StringComparison.Ordinal));
        Assert.IsType<Command.Imagine>(CommandParser.Parse("a boat", isPrivate: true));
        Assert.IsType<Command.Ignored>(CommandParser.Parse("a boat", isPrivate: false));
    }

    [Fact]
    public void Every_command_of_the_product_has_a_row() =>
        Assert.Subset(
            Table.Keys.Select(key => key.Trim('`', '/')).ToHashSet(),
            typeof(Command)
                .GetNestedTypes()
                .Select(type => type.Name.ToLowerInvariant())
                .Except(["mistaken", "ignored", "smalltalk"])
                .ToHashSet()
        );
}
