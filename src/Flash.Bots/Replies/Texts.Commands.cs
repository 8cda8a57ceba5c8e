using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Preferences;

namespace Flash.Bots.Replies;

/// <summary>The answers of the smaller commands: styles, queue, settings, privacy, report.</summary>
public static partial class Texts
{
    public static string NothingToCancel => Say();

    public static string SettingsMine => Say();

    public static string SettingsChat => Say();

    public static string SettingsManagersOnly => Say();

    /// <summary>Said to a word that a server or a group does not want.</summary>
    public static string Unwanted(string word, Chat chat) =>
        Wording.Current.Say(chat.ServerId is null ? "UnwantedInGroup" : "UnwantedInServer", ("word", Shown(word)));

    /// <summary>What a server or a group rules for itself, and how its managers change it.</summary>
    public static string Rules(ServerRules rules, Chat chat)
    {
        var lines = new List<string>
        {
            rules.BlockedWords.Count == 0
                ? Wording.Current["RulesNoWords"]
                : Wording.Current.Say("RulesWords", ("words", string.Join(", ", rules.BlockedWords))),
        };
        if (chat.ServerId is not null)
        {
            lines.Add(
                rules.Channels.Count == 0
                    ? Wording.Current["RulesEverywhere"]
                    : Wording.Current.Say("RulesChannels", ("channels", ChannelNames(rules)))
            );
        }

        lines.Add(Wording.Current[chat.ServerId is null ? "RulesHow" : "RulesHowServer"]);
        return string.Join('\n', lines);
    }

    /// <summary>Said in a channel where a server does not want Flash to answer.</summary>
    public static string AnswersElsewhere(ServerRules rules) =>
        Wording.Current.Say(nameof(AnswersElsewhere), ("channels", ChannelNames(rules)));

    /// <summary>Below the settings of a chat: where its own words are kept.</summary>
    public static string RulesHint => Say();

    public static string RulesInPrivate => Say();

    public static string RulesManagersOnly => Say();

    public static string RulesNoChannels => Say();

    public static string RulesNotAChannel => Say();

    public static string RulesTooManyChannels =>
        Wording.Current.Say(nameof(RulesTooManyChannels), ("count", Number(ServerRules.MaxChannels)));

    public static string RulesTooManyWords =>
        Wording.Current.Say(
            nameof(RulesTooManyWords),
            ("count", Number(ServerRules.MaxWords)),
            ("length", Number(ServerRules.MaxWordLength))
        );

    public static string RulesNotAWord(string word) =>
        Wording.Current.Say(nameof(RulesNotAWord), ("word", Shown(word)));

    // Discord shows the channel's name.
    private static string ChannelNames(ServerRules rules) =>
        string.Join(", ", rules.Channels.Select(channel => $"<#{channel}>"));

    public static string SettingSaved => Say();

    public static string SettingsClosed => Say();

    public static string BackButton => Say();

    public static string CloseButton => Say();

    public static string Privacy => Say();

    public static string PrivacyInPrivate => Say();

    public static string ExportButton => Say();

    public static string EraseButton => Say();

    public static string EraseYesButton => Say();

    public static string KeepButton => Say();

    public static string Exported => Say();

    public static string ExportSoon => Say();

    public static string EraseSure => Say();

    public static string Kept => Say();

    public static string ReportHow => Say();

    public static string Styles(string list) => Wording.Current.Say(nameof(Styles), ("list", list));

    public static string QueueEmpty(long waiting) =>
        waiting == 0
            ? Wording.Current["QueueFree"]
            : Wording.Current.Say(nameof(QueueEmpty), ("waiting", Grouped(waiting)));

    public static string QueueMine(string list, long waiting) =>
        Wording.Current.Say(nameof(QueueMine), ("list", list), ("waiting", Grouped(waiting)));

    public static string QueueDrawing(string prompt) => Listed(prompt, Wording.Current[nameof(QueueDrawing)]);

    public static string QueueHeld(string prompt) => Listed(prompt, Wording.Current[nameof(QueueHeld)]);

    public static string QueuePlace(string prompt, int place, TimeSpan? expected) =>
        Listed(
            prompt,
            expected is { } time
                ? Wording.Current.Say("QueuePlaceFor", ("place", Grouped(place)), ("time", Duration(time)))
                : Wording.Current.Say(nameof(QueuePlace), ("place", Grouped(place)))
        );

    public static string CancelledCount(int count) =>
        Wording.Current.Say(nameof(CancelledCount), ("count", Number(count)));

    public static string Erased(int generations, int pictures) =>
        Wording.Current.Say(nameof(Erased), ("generations", Grouped(generations)), ("pictures", Grouped(pictures)));

    public static string Reported(ReportOutcome outcome) =>
        Wording.Current[
            outcome switch
            {
                ReportOutcome.Taken => "ReportTaken",
                ReportOutcome.AlreadyReported => "ReportTwice",
                ReportOutcome.TooMany => "ReportTooMany",
                _ => "ReportUnknown",
            }
        ];

    private static string Listed(string prompt, string state) => $"• “{Shown(prompt)}”: {state}";
}
