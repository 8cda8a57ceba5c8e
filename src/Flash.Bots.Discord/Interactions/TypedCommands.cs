using Flash.Bots.Commands;
using Flash.Bots.Preferences;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Commands from Discord's typed options. An option of the wrong kind counts as not given.</summary>
internal static class TypedCommands
{
    /// <summary>The command that is answered in words; null for every other.</summary>
    public static Command? Read(InteractionData data) =>
        data.Name switch
        {
            CommandNames.Styles => new Command.Styles(),
            CommandNames.Settings => new Command.Settings(
                data.Text(CommandNames.Whose) == "chat" ? PreferenceScope.Chat : PreferenceScope.User
            ),
            CommandNames.Rules => new Command.Rules(data.Text(CommandNames.Words), data.Text(CommandNames.Channels)),
            CommandNames.Queue => new Command.Queue(),
            CommandNames.Privacy => new Command.Privacy(
                Enum.TryParse<PrivacyWish>(data.Text(CommandNames.What), ignoreCase: true, out var wish)
                && Enum.IsDefined(wish)
                    ? wish
                    : PrivacyWish.Explain
            ),
            CommandNames.Appeal => new Command.Appeal(PlainText.Clean(data.Text(CommandNames.Why) ?? "")),
            CommandNames.Moderator => new Command.Moderator(PlainText.Clean(data.Text(CommandNames.Code) ?? "")),
            CommandNames.Help => new Command.Help(),
            CommandNames.Cancel => new Command.Cancel(data.IsOn(CommandNames.All)),
            _ => null,
        };

    /// <summary>What to draw, or what is mistaken about it. Options typed into the prompt count where none was
    /// chosen.</summary>
    public static Command Imagine(InteractionData data) =>
        ImagineParser.Parse(
            PlainText.CleanLines(data.Text(CommandNames.Prompt) ?? ""),
            new ChosenOptions
            {
                Seed = data.Number(CommandNames.Seed),
                Steps = data.Number(CommandNames.Steps),
                Count = data.Number(CommandNames.Count),
                Shape = data.Text(CommandNames.Shape),
                Style = data.Text(CommandNames.Style),
                Model = data.Text(CommandNames.Model),
                Negative = data.Text(CommandNames.Negative),
                Strength = data.Number(CommandNames.Strength),
            }
        );
}
