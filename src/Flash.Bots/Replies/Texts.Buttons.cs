namespace Flash.Bots.Replies;

/// <summary>Buttons, and the short answers to presses: 200 characters at most.</summary>
public static partial class Texts
{
    public static string SeedButton => Say();

    public static string AnimateButton => Say();

    public static string VaryButton => Say();

    public static string EnlargeButton => Say();

    public static string FourfoldButton => Say();

    public static string AgainButton => Say();

    public static string EditButton => Say();

    public static string CancelButton => Say();

    public static string DeleteButton => Say();

    public static string SubtleButton => Say();

    public static string StrongButton => Say();

    public static string ZoomOutButton => Say();

    public static string PanLeftButton => Say();

    public static string PanRightButton => Say();

    public static string PanUpButton => Say();

    public static string PanDownButton => Say();

    public static string UndoChangeButton => Say();

    public static string FewerButton => Say();

    public static string FewerShown => Say();

    public static string UnknownButton => Say();

    /// <summary>What a person sees who presses in another person's menu.</summary>
    public static string NotYourMenu => Say();

    public static string OtherChat => Say();

    public static string OwnerOnly => Say();

    public static string NotYours => Say();

    public static string NotYoursToDelete => Say();

    /// <summary>What a person sees who presses a button below something whose words are not kept any more.</summary>
    public static string NotKept => Say();

    public static string NotReady => Say();

    public static string NothingToAnimate => Say();

    public static string NothingToVary => Say();

    public static string NothingToEnlarge => Say();

    public static string VariedTooOften => Say();

    public static string AlreadyAnimating => Say();

    public static string AlreadyAnimated => Say();

    public static string AlreadyEnlarging => Say();

    public static string AlreadyEnlarged => Say();

    public static string AlreadyFinished => Say();

    public static string CancelDone => Say();

    public static string DeleteDone => Say();

    public static string AgainQueued => Say();

    public static string EditQueued => Say();

    public static string AskForWords => Say();

    public static string SameWords => Say();

    public static string AnimateQueued(int picture) =>
        Wording.Current.Say(nameof(AnimateQueued), ("picture", Number(picture)));

    public static string ChoicesShown(int picture) =>
        Wording.Current.Say(nameof(ChoicesShown), ("picture", Number(picture)));

    public static string OutpaintQueued(int picture) =>
        Wording.Current.Say(nameof(OutpaintQueued), ("picture", Number(picture)));

    public static string VaryQueued(int picture) =>
        Wording.Current.Say(nameof(VaryQueued), ("picture", Number(picture)));

    public static string EnlargeQueued(int picture) =>
        Wording.Current.Say(nameof(EnlargeQueued), ("picture", Number(picture)));

    /// <summary>The question that an answer with new words is an answer to.</summary>
    public static string WhichWords(string prompt) => Captioned(prompt, Wording.Current[nameof(WhichWords)]);
}
