using System.Globalization;
using System.Runtime.CompilerServices;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>
/// Every word that Flash says to people, in the language of the call (<see cref="Wording.Speak"/>). Plain text, short,
/// never blaming. The words themselves are in <c>Languages</c>, by the names of these members.
/// </summary>
public static partial class Texts
{
    // A caption holds 1024 characters on Telegram; the prompt is only there to be recognised.
    private const int PromptShown = 300;
    private const int NoteShown = 200;
    private const int ValueShown = 40;

    // Discord's descriptions hold 1024 characters.
    private const int AltTextShown = 960;

    public static string Start => Say();

    /// <summary>What can be asked for, in the network's own terms.</summary>
    /// <param name="platform">Discord has options where others have <c>--words</c>, and no answers to pictures.</param>
    /// <param name="maxSteps">Most steps of the usual model.</param>
    public static string Help(Platform platform, int maxSteps) =>
        platform == Platform.Discord
            ? Wording.Current.Say("HelpDiscord", ("steps", Number(maxSteps)))
            : Wording.Current.Say(nameof(Help), ("count", Number(ImagineParser.MaxCount)), ("steps", Number(maxSteps)));

    /// <summary>What a person is told who asked with a button.</summary>
    public static string Started => Wording.Current["GettingStarted"];

    /// <summary>What came of this picture was deleted by who had it made, and is made once.</summary>
    public static string FollowedWasDeleted => Say();

    public static string NothingToUndo => Say();

    public static string NoPictureLately => Say();

    public static string UndoQueued => Say();

    /// <summary>Said to who names a picture that is not there, or all of them at once.</summary>
    /// <param name="count">How many there are.</param>
    public static string WhichPicture(int count) =>
        count == 1
            ? Wording.Current["OnlyPicture"]
            : Wording.Current.Say(nameof(WhichPicture), ("count", Number(count)));

    public static string Talked(TalkKind kind) => Wording.Current[$"Talk{kind}"];

    /// <summary>Said when the database cannot be reached.</summary>
    public static string NoDatabase => Say();

    /// <summary>What a person sees when drawing failed for a reason that is ours.</summary>
    public static string DrawingFailed => Say();

    /// <summary>What a person sees when every worker that tried came to an end.</summary>
    public static string DrawingGivenUp => Say();

    /// <summary>What a person sees when the picture that theirs starts from cannot be fetched.</summary>
    public static string PictureGone => Say();

    /// <summary>Said when the network refuses the result itself.</summary>
    public static string NotTaken => Say();

    /// <summary>Said in a group that takes no pictures from the bot.</summary>
    public static string PicturesForbidden => Say();

    /// <summary>Said in a group that the bot was added to: what it does, and what it needs.</summary>
    public static string Greeting => Say();

    /// <summary>The button below the first words that draws a picture.</summary>
    public static string TryButton => Say();

    /// <summary>Kept where no one can be told any more.</summary>
    public static string ChatClosed => Say();

    /// <summary>What a person sees whose file is not taken as a picture to start from.</summary>
    /// <param name="problem">Which: the text <c>Picture…</c> says it.</param>
    public static string NotTakenAsPicture(string problem) => Wording.Current["Picture" + problem];

    /// <summary>What a person sees who asks a model for what it was not made for.</summary>
    public static string ModelCannot(string model) => Wording.Current.Say(nameof(ModelCannot), ("model", Shown(model)));

    /// <summary>Said of a file that is no picture.</summary>
    public static string NotAPicture => Wording.Current["PictureNotAPicture"];

    /// <summary>Said to a photo without words.</summary>
    public static string PhotoWaits => Say();

    public static string QueueFull(SubmitResult.QueueFull full) =>
        Wording.Current.Say(nameof(QueueFull), ("waiting", Number(full.Waiting)), ("time", Duration(full.RetryIn)));

    public static string TooManyWaiting(int perUser) =>
        perUser == 1
            ? Wording.Current["OneWaiting"]
            : Wording.Current.Say(nameof(TooManyWaiting), ("count", Number(perUser)));

    /// <param name="prompt">What was asked for.</param>
    /// <param name="ahead">How many generations come first.</param>
    /// <param name="expected">How long that takes at the speed of the last minutes; null when unknown.</param>
    public static string Waiting(string prompt, int ahead, TimeSpan? expected = null) =>
        Captioned(
            prompt,
            (ahead, expected) switch
            {
                (0, _) => Wording.Current["GettingStarted"],
                (_, { } time) => Wording.Current.Say("WaitingFor", ("ahead", Number(ahead)), ("time", Duration(time))),
                _ => Wording.Current.Say(nameof(Waiting), ("ahead", Number(ahead))),
            }
        );

    public static string Drawing(string prompt, int step, int inferenceSteps) =>
        Captioned(
            prompt,
            Wording.Current.Say(nameof(Drawing), ("step", Number(step)), ("steps", Number(inferenceSteps)))
        );

    public static string Drawn(Recipe recipe, TimeSpan took)
    {
        var steps =
            recipe.InferenceSteps == 1
                ? Wording.Current["OneStep"]
                : Wording.Current.Say("Steps", ("count", Number(recipe.InferenceSteps)));
        var line = Wording.Current.Say(
            nameof(Drawn),
            ("seed", Number(recipe.Seed)),
            ("steps", steps),
            ("seconds", took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture))
        );
        return Captioned(recipe.Prompt, Described(recipe, line));
    }

    public static string Drawn(Recipe recipe) =>
        Captioned(recipe.Prompt, Described(recipe, Wording.Current.Say("DrawnOnce", ("seed", Number(recipe.Seed)))));

    public static string Animating(string prompt, int percent) =>
        Captioned(prompt, Wording.Current.Say(nameof(Animating), ("percent", Number(percent))));

    public static string Animated(string prompt, int picture) => Captioned(prompt, Picture(picture));

    public static string Enlarging(string prompt, int percent) =>
        Captioned(prompt, Wording.Current.Say(nameof(Enlarging), ("percent", Number(percent))));

    public static string Enlarged(string prompt, int picture, int width, int height) =>
        Captioned(
            prompt,
            $"{Picture(picture)} · {Wording.Current.Say(nameof(Enlarged), ("width", Number(width)), ("height", Number(height)))}"
        );

    /// <summary>The same where its size is not known any more.</summary>
    public static string EnlargedPicture(string prompt, int picture) => Captioned(prompt, Picture(picture));

    /// <summary>What a screen reader says of one of several pictures: the prompt, and which it is.</summary>
    public static string AltText(string prompt, int picture, int count) =>
        count == 1
            ? prompt
            : Wording.Current.Say(
                "PictureOf",
                ("prompt", PlainText.Shorten(prompt, AltTextShown)),
                ("picture", Number(picture)),
                ("count", Number(count))
            );

    private static string Picture(int picture) => Wording.Current.Say(nameof(Picture), ("picture", Number(picture)));

    public static string Cancelled(string prompt) => Captioned(prompt, CancelDone);

    public static string Failed(string prompt, string sentence) => Captioned(prompt, sentence);

    /// <summary>A time as people say it: whole seconds below two minutes, whole minutes above, the nearest.</summary>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2)
            ? Wording.Current.Say("Seconds", ("count", Number(Math.Max(1, (int)Math.Round(time.TotalSeconds)))))
            : Wording.Current.Say("Minutes", ("count", Number((int)Math.Round(time.TotalMinutes))));

    // What was drawn, and what was not: a line each, only where there is something to say.
    private static string Described(Recipe recipe, string line)
    {
        var lines = new List<string>
        {
            recipe.Style is { } style ? $"{line} · {Wording.Current.Say("Style", ("name", style.Name))}" : line,
            $"{Number(recipe.Width)}×{Number(recipe.Height)} · {recipe.Model}"
                + (recipe.Start?.Given is null ? "" : $" · {Wording.Current["FromPhoto"]}"),
        };
        if (recipe.NegativePrompt is not "")
        {
            var things = PlainText.Shorten(recipe.NegativePrompt, NoteShown);
            lines.Add(
                recipe.Reading is { OnlyTakenOut: true }
                    ? Wording.Current.Say("WithoutAsFarAs", ("things", things), ("model", recipe.Model))
                    : Wording.Current.Say("Without", ("things", things))
            );
        }

        if (recipe.Reading is { ChangesLast: true })
        {
            lines.Add(Wording.Current["ChangesLast"]);
        }

        if (recipe.Reading?.LeftOut is { } leftOut)
        {
            lines.Add(Wording.Current.Say("LeftOut", ("marks", PlainText.Shorten(leftOut, NoteShown))));
        }

        if (recipe.Reading?.Unknown is { } unknown)
        {
            lines.Add(Wording.Current.Say("NeverSeen", ("words", PlainText.Shorten(unknown, NoteShown))));
        }

        return string.Join('\n', lines);
    }

    private static string Captioned(string prompt, string line) =>
        $"“{DeadLinks.In(PlainText.Shorten(prompt, PromptShown))}”\n{line}";

    private static string Shown(string text) => PlainText.Shorten(text, ValueShown);

    private static string Number<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Grouped<T>(T number)
        where T : IFormattable => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Say([CallerMemberName] string name = "") => Wording.Current[name];
}
