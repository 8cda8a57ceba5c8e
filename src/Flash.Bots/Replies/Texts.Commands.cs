using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Preferences;

namespace Flash.Bots.Replies;

/// <summary>The answers of the smaller commands: styles, queue, settings, privacy, report.</summary>
public sealed partial class Texts
{
    public string NothingToCancel => Say();

    public string SettingsMine => Say();

    public string SettingsChat => Say();

    public string SettingsManagersOnly => Say();

    /// <summary>Said to a word that a server or a group does not want.</summary>
    public string Unwanted(string word, Chat chat) =>
        wording.Say(chat.ServerId is null ? "UnwantedInGroup" : "UnwantedInServer", ("word", Shown(word)));

    /// <summary>What a server or a group rules for itself, and how its managers change it.</summary>
    public string Rules(ServerRules rules, Chat chat)
    {
        var lines = new List<string>
        {
            rules.BlockedWords.Count == 0
                ? wording["RulesNoWords"]
                : wording.Say("RulesWords", ("words", string.Join(", ", rules.BlockedWords))),
        };
        if (chat.ServerId is not null)
        {
            lines.Add(
                rules.Channels.Count == 0
                    ? wording["RulesEverywhere"]
                    : wording.Say("RulesChannels", ("channels", ChannelNames(rules)))
            );
        }

        lines.Add(wording[chat.ServerId is null ? "RulesHow" : "RulesHowServer"]);
        return string.Join('\n', lines);
    }

    /// <summary>Said in a channel where a server does not want Flash to answer.</summary>
    public string AnswersElsewhere(ServerRules rules) =>
        wording.Say(nameof(AnswersElsewhere), ("channels", ChannelNames(rules)));

    /// <summary>Below the settings of a chat: where its own words are kept.</summary>
    public string RulesHint => Say();

    public string RulesInPrivate => Say();

    public string RulesManagersOnly => Say();

    public string RulesNoChannels => Say();

    public string RulesNotAChannel => Say();

    public string RulesTooManyChannels =>
        wording.Say(nameof(RulesTooManyChannels), ("count", Number(ServerRules.MaxChannels)));

    public string RulesTooManyWords =>
        wording.Say(
            nameof(RulesTooManyWords),
            ("count", Number(ServerRules.MaxWords)),
            ("length", Number(ServerRules.MaxWordLength))
        );

    public string RulesNotAWord(string word) => wording.Say(nameof(RulesNotAWord), ("word", Shown(word)));

    // Discord shows the channel's name.
    private static string ChannelNames(ServerRules rules) =>
        string.Join(", ", rules.Channels.Select(channel => $"<#{channel}>"));

    public string SettingSaved => Say();

    public string SettingsClosed => Say();

    public string BackButton => Say();

    public string CloseButton => Say();

    public string Privacy => Say();

    public string PrivacyInPrivate => Say();

    public string ExportButton => Say();

    public string EraseButton => Say();

    public string EraseYesButton => Say();

    public string KeepButton => Say();

    public string Exported => Say();

    public string ExportSoon => Say();

    public string EraseSure => Say();

    public string Kept => Say();

    public string ReportHow => Say();

    public string Styles(string list) => wording.Say(nameof(Styles), ("list", list));

    public string QueueEmpty(long waiting) =>
        waiting == 0 ? wording["QueueFree"] : wording.Say(nameof(QueueEmpty), ("waiting", Grouped(waiting)));

    public string QueueMine(string list, long waiting) =>
        wording.Say(nameof(QueueMine), ("list", list), ("waiting", Grouped(waiting)));

    public string QueueDrawing(string prompt) => Listed(prompt, wording[nameof(QueueDrawing)]);

    public string QueueHeld(string prompt) => Listed(prompt, wording[nameof(QueueHeld)]);

    public string QueuePlace(string prompt, int place, TimeSpan? expected) =>
        Listed(
            prompt,
            expected is { } time
                ? wording.Say("QueuePlaceFor", ("place", Grouped(place)), ("time", Duration(time)))
                : wording.Say(nameof(QueuePlace), ("place", Grouped(place)))
        );

    public string CancelledCount(int count) => wording.Say(nameof(CancelledCount), ("count", Number(count)));

    public string Erased(int generations, int pictures) =>
        wording.Say(nameof(Erased), ("generations", Grouped(generations)), ("pictures", Grouped(pictures)));

    public string Reported(ReportOutcome outcome) =>
        wording[
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
