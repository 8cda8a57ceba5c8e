using Flash.Bots.Commands;
using Flash.Bots.Moderation.Notices;

namespace Flash.Bots.Replies;

/// <summary>What moderators are told about ways to act under their names.</summary>
public sealed partial class Texts
{
    /// <summary>Behind what a moderators' chat is told.</summary>
    public string ToldAskThem => Say();

    /// <summary>Behind what a moderator is told in private.</summary>
    public string ToldAskYou => Say();

    /// <summary>What happened, in one sentence.</summary>
    public string Told(ModeratorNotice notice)
    {
        var moderator = PlainText.Shorten(notice.Moderator, 40);
        return notice.Action switch
        {
            "moderator.linked" => wording.Say(
                "ToldLinked",
                ("network", notice.Network ?? ""),
                ("person", notice.Person ?? ""),
                ("moderator", moderator)
            ),
            "moderator.code_issued" => By("ToldCode"),
            "moderator.second_factor_reset" => By("ToldReset"),
            _ => By(notice.IsNew ? "ToldNew" : "ToldSignIn"),
        };

        string By(string name) => wording.Say(name, ("by", PlainText.Shorten(notice.By, 40)), ("moderator", moderator));
    }
}
