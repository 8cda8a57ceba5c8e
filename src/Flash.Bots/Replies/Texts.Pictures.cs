using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>Trees, descriptions and blends.</summary>
public sealed partial class Texts
{
    private const int LabelShown = 60;

    public string TreeOfWhat => Say();

    public string DescribeWhat => Say();

    /// <summary>There is nothing here that could look at a picture.</summary>
    public string DescribeCannot => Say();

    /// <summary>Below the two pictures of an arena.</summary>
    public string ArenaAsks(string prompt) => Captioned(prompt, wording[nameof(ArenaAsks)]);

    public string VoteButton(int picture) => wording.Say(nameof(VoteButton), ("picture", Number(picture)));

    public string Voted(int picture) => wording.Say(nameof(Voted), ("picture", Number(picture)));

    public string BlendHow => Say();

    public string BlendSecond => Say();

    /// <summary>Below a tree.</summary>
    /// <param name="plan">What it shows.</param>
    public string Tree(LineagePlan plan)
    {
        var unshown = plan.Steps.Sum(step => step.Unshown);
        var lines = new List<string> { plan.Steps.Count == 1 ? wording["TreeAlone"] : wording["TreeShown"] };
        if (unshown > 0)
        {
            lines.Add(wording.Say("TreeUnshown", ("count", Number(unshown))));
        }

        if (plan.HasEarlier)
        {
            lines.Add(wording["TreeEarlier"]);
        }

        return string.Join('\n', lines);
    }

    /// <summary>What was done to get there, in a few words.</summary>
    public string StepLabel(LineageStep step, LineageStep? parent) =>
        step.Kind switch
        {
            GenerationKind.Animate => Numbered(AnimateButton, step),
            GenerationKind.Enlarge => Numbered(step.Recipe.Enlargement == 4 ? FourfoldButton : EnlargeButton, step),
            GenerationKind.Vary => Numbered(VaryButton, step),
            GenerationKind.Outpaint => Numbered(FrameLabel(step.Recipe), step),
            GenerationKind.Blend => Numbered(wording["BlendLabel"], step),
            _ when parent is not null
                    && WordChange.Of(parent.Recipe.Prompt, step.Recipe.Prompt) is not "" and var said =>
                PlainText.Shorten(said, LabelShown),
            _ when parent is not null && step.Recipe.Style?.Name is { } style && style != parent.Recipe.Style?.Name =>
                style,
            GenerationKind.Edit => EditButton,
            _ => PlainText.Shorten(step.Recipe.Prompt, LabelShown),
        };

    private string FrameLabel(Recipe recipe) =>
        recipe.Start?.Frame switch
        {
            { } frame when frame == PictureFrame.Farther => ZoomOutButton,
            { } frame when frame == PictureFrame.PannedLeft => PanLeftButton,
            { } frame when frame == PictureFrame.PannedRight => PanRightButton,
            { } frame when frame == PictureFrame.PannedUp => PanUpButton,
            { } frame when frame == PictureFrame.PannedDown => PanDownButton,
            _ => $"{Number(recipe.Width)}×{Number(recipe.Height)}",
        };

    private static string Numbered(string label, LineageStep step) =>
        step.ParentIndex is { } index ? $"{label} {Number(index)}" : label;

    /// <summary>Of a picture that Flash drew: how.</summary>
    public string DescribedOwn(Recipe recipe)
    {
        var told = recipe.FullPrompt;
        return $"{wording[nameof(DescribedOwn)]}\n{Drawn(recipe)}"
            + (
                told == recipe.Prompt
                    ? ""
                    : $"\n{wording.Say("DescribedTold", ("words", PlainText.Shorten(told, PromptShown)))}"
            );
    }

    /// <summary>Of a picture that Flash drew, by what its file says.</summary>
    /// <param name="words">What the file says; null where it says no more than that.</param>
    public string DescribedFile(string? words) =>
        words is null
            ? wording["DescribedMark"]
            : $"{wording[nameof(DescribedOwn)]}\n{PlainText.Shorten(words, PromptShown + NoteShown)}";

    /// <summary>Of any picture, by what a network sees in it.</summary>
    public string DescribedSeen(string words) => wording.Say(nameof(DescribedSeen), ("words", words));
}
