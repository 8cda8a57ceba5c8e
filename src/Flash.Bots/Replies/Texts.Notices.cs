using Flash.Bots.Commands;
using Flash.Bots.Moderation.Notices;

namespace Flash.Bots.Replies;

/// <summary>What moderators are told about ways to act under their names.</summary>
public static partial class Texts
{
    /// <summary>Behind what a moderators' chat is told.</summary>
    public static string ToldAskThem => Say();

    /// <summary>Behind what a moderator is told in private.</summary>
    public static string ToldAskYou => Say();

    /// <summary>What happened, in one sentence.</summary>
    public static string Told(ModeratorNotice notice)
    {
        var moderator = PlainText.Shorten(notice.Moderator, 40);
        return notice.Action switch
        {
            "moderator.linked" => Wording.Current.Say(
                "ToldLinked",
                ("network", notice.Network ?? ""),
                ("person", notice.Person ?? ""),
                ("moderator", moderator)
            ),
            "moderator.code_issued" => By("ToldCode"),
            "moderator.second_factor_reset" => By("ToldReset"),
            _ => By(notice.IsNew ? "ToldNew" : "ToldSignIn"),
        };

        string By(string name) =>
            Wording.Current.Say(name, ("by", PlainText.Shorten(notice.By, 40)), ("moderator", moderator));
    }
}
