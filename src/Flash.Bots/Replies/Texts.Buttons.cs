namespace Flash.Bots.Replies;

/// <summary>Buttons, and the short answers to presses: 200 characters at most.</summary>
public sealed partial class Texts
{
    public string SeedButton => Say();

    public string AnimateButton => Say();

    public string VaryButton => Say();

    public string EnlargeButton => Say();

    public string FourfoldButton => Say();

    public string AgainButton => Say();

    public string EditButton => Say();

    public string CancelButton => Say();

    public string DeleteButton => Say();

    public string SubtleButton => Say();

    public string StrongButton => Say();

    public string ZoomOutButton => Say();

    public string PanLeftButton => Say();

    public string PanRightButton => Say();

    public string PanUpButton => Say();

    public string PanDownButton => Say();

    public string UndoChangeButton => Say();

    public string FewerButton => Say();

    public string FewerShown => Say();

    public string UnknownButton => Say();

    /// <summary>What a person sees who presses in another person's menu.</summary>
    public string NotYourMenu => Say();

    public string OtherChat => Say();

    public string OwnerOnly => Say();

    public string NotYours => Say();

    public string NotYoursToDelete => Say();

    /// <summary>What a person sees who presses a button below something whose words are not kept any more.</summary>
    public string NotKept => Say();

    public string NotReady => Say();

    public string NothingToAnimate => Say();

    public string NothingToVary => Say();

    public string NothingToEnlarge => Say();

    public string VariedTooOften => Say();

    public string AlreadyAnimating => Say();

    public string AlreadyAnimated => Say();

    public string AlreadyEnlarging => Say();

    public string AlreadyEnlarged => Say();

    public string AlreadyFinished => Say();

    public string CancelDone => Say();

    public string DeleteDone => Say();

    public string AgainQueued => Say();

    public string EditQueued => Say();

    public string AskForWords => Say();

    public string SameWords => Say();

    public string AnimateQueued(int picture) => wording.Say(nameof(AnimateQueued), ("picture", Number(picture)));

    public string ChoicesShown(int picture) => wording.Say(nameof(ChoicesShown), ("picture", Number(picture)));

    public string OutpaintQueued(int picture) => wording.Say(nameof(OutpaintQueued), ("picture", Number(picture)));

    public string VaryQueued(int picture) => wording.Say(nameof(VaryQueued), ("picture", Number(picture)));

    public string EnlargeQueued(int picture) => wording.Say(nameof(EnlargeQueued), ("picture", Number(picture)));

    /// <summary>The question that an answer with new words is an answer to.</summary>
    public string WhichWords(string prompt) => Captioned(prompt, wording[nameof(WhichWords)]);
}
