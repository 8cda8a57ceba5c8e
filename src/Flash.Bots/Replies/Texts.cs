using System.Globalization;
using System.Runtime.CompilerServices;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>
/// Every word that Flash says to people, in one language: it travels with the request and with the claimed generation.
/// Plain text, short, never blaming. The words themselves are in <c>Languages</c>, by the names of these members.
/// </summary>
/// <remarks>Immutable; there is one for each language.</remarks>
public sealed partial class Texts
{
    // A caption holds 1024 characters on Telegram; the prompt is only there to be recognised.
    private const int PromptShown = 300;
    private const int NoteShown = 200;
    private const int ValueShown = 40;

    // Discord's descriptions hold 1024 characters.
    private const int AltTextShown = 960;

    private static readonly Dictionary<string, Texts> ByCode = Wording.All.ToDictionary(
        wording => wording.Code,
        wording => new Texts(wording),
        StringComparer.Ordinal
    );

    private readonly Wording wording;

    private Texts(Wording wording) => this.wording = wording;

    /// <summary>Two letters (ISO 639-1).</summary>
    public string Code => wording.Code;

    /// <summary>The text of this name, placeholders included.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string this[string name] => wording[name];

    /// <summary>The texts for a language tag such as <c>pt-BR</c>: by its first part, English for what is not here or
    /// null.</summary>
    public static Texts For(string? language) => ByCode[Wording.For(language).Code];

    /// <inheritdoc cref="Wording.Say"/>
    public string Say(string name, params ReadOnlySpan<(string Name, string Value)> values) =>
        wording.Say(name, values);

    public string Start => Say();

    /// <summary>What can be asked for, in the network's own terms.</summary>
    /// <param name="platform">Discord has options where others have <c>--words</c>, and no answers to pictures.</param>
    /// <param name="maxSteps">Most steps of the usual model.</param>
    public string Help(Platform platform, int maxSteps) =>
        platform == Platform.Discord
            ? wording.Say("HelpDiscord", ("steps", Number(maxSteps)))
            : wording.Say(nameof(Help), ("count", Number(ImagineParser.MaxCount)), ("steps", Number(maxSteps)));

    /// <summary>What a person is told who asked with a button.</summary>
    public string Started => wording["GettingStarted"];

    /// <summary>What came of this picture was deleted by who had it made, and is made once.</summary>
    public string FollowedWasDeleted => Say();

    public string NothingToUndo => Say();

    public string NoPictureLately => Say();

    public string UndoQueued => Say();

    /// <summary>Said to who names a picture that is not there, or all of them at once.</summary>
    /// <param name="count">How many there are.</param>
    public string WhichPicture(int count) =>
        count == 1 ? wording["OnlyPicture"] : wording.Say(nameof(WhichPicture), ("count", Number(count)));

    public string Talked(TalkKind kind) => wording[$"Talk{kind}"];

    /// <summary>Said when the database cannot be reached.</summary>
    public string NoDatabase => Say();

    /// <summary>What a person sees when drawing failed for a reason that is ours.</summary>
    public string DrawingFailed => Say();

    /// <summary>What a person sees when every worker that tried came to an end.</summary>
    public string DrawingGivenUp => Say();

    /// <summary>What a person sees when the picture that theirs starts from cannot be fetched.</summary>
    public string PictureGone => Say();

    /// <summary>Said when the network refuses the result itself.</summary>
    public string NotTaken => Say();

    /// <summary>Said in a group that takes no pictures from the bot.</summary>
    public string PicturesForbidden => Say();

    /// <summary>Said in a group that the bot was added to: what it does, and what it needs.</summary>
    public string Greeting => Say();

    /// <summary>The button below the first words that draws a picture.</summary>
    public string TryButton => Say();

    /// <summary>Kept where no one can be told any more.</summary>
    public string ChatClosed => Say();

    /// <summary>What a person sees whose file is not taken as a picture to start from.</summary>
    /// <param name="problem">Which: the text <c>Picture…</c> says it.</param>
    public string NotTakenAsPicture(string problem) => wording["Picture" + problem];

    /// <summary>What a person sees who asks a model for what it was not made for.</summary>
    public string ModelCannot(string model) => wording.Say(nameof(ModelCannot), ("model", Shown(model)));

    /// <summary>Said of a file that is no picture.</summary>
    public string NotAPicture => wording["PictureNotAPicture"];

    /// <summary>Said to a photo without words.</summary>
    public string PhotoWaits => Say();

    public string QueueFull(SubmitResult.QueueFull full) =>
        wording.Say(nameof(QueueFull), ("waiting", Number(full.Waiting)), ("time", Duration(full.RetryIn)));

    public string TooManyWaiting(int perUser) =>
        perUser == 1 ? wording["OneWaiting"] : wording.Say(nameof(TooManyWaiting), ("count", Number(perUser)));

    /// <param name="prompt">What was asked for.</param>
    /// <param name="ahead">How many generations come first.</param>
    /// <param name="expected">How long that takes at the speed of the last minutes; null when unknown.</param>
    public string Waiting(string prompt, int ahead, TimeSpan? expected = null) =>
        Captioned(
            prompt,
            (ahead, expected) switch
            {
                (0, _) => wording["GettingStarted"],
                (_, { } time) => wording.Say("WaitingFor", ("ahead", Number(ahead)), ("time", Duration(time))),
                _ => wording.Say(nameof(Waiting), ("ahead", Number(ahead))),
            }
        );

    public string Drawing(string prompt, int step, int inferenceSteps) =>
        Captioned(prompt, wording.Say(nameof(Drawing), ("step", Number(step)), ("steps", Number(inferenceSteps))));

    public string Drawn(Recipe recipe, TimeSpan took)
    {
        var steps =
            recipe.InferenceSteps == 1
                ? wording["OneStep"]
                : wording.Say("Steps", ("count", Number(recipe.InferenceSteps)));
        var line = wording.Say(
            nameof(Drawn),
            ("seed", Number(recipe.Seed)),
            ("steps", steps),
            ("seconds", took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture))
        );
        return Captioned(recipe.Prompt, Described(recipe, line));
    }

    public string Drawn(Recipe recipe) =>
        Captioned(recipe.Prompt, Described(recipe, wording.Say("DrawnOnce", ("seed", Number(recipe.Seed)))));

    public string Animating(string prompt, int percent) =>
        Captioned(prompt, wording.Say(nameof(Animating), ("percent", Number(percent))));

    public string Animated(string prompt, int picture) => Captioned(prompt, Picture(picture));

    public string Enlarging(string prompt, int percent) =>
        Captioned(prompt, wording.Say(nameof(Enlarging), ("percent", Number(percent))));

    public string Enlarged(string prompt, int picture, int width, int height) =>
        Captioned(
            prompt,
            $"{Picture(picture)} · "
                + $"{wording.Say(nameof(Enlarged), ("width", Number(width)), ("height", Number(height)))}"
        );

    /// <summary>The same where its size is not known any more.</summary>
    public string EnlargedPicture(string prompt, int picture) => Captioned(prompt, Picture(picture));

    /// <summary>What a screen reader says of one of several pictures: the prompt, and which it is.</summary>
    public string AltText(string prompt, int picture, int count) =>
        count == 1
            ? prompt
            : wording.Say(
                "PictureOf",
                ("prompt", PlainText.Shorten(prompt, AltTextShown)),
                ("picture", Number(picture)),
                ("count", Number(count))
            );

    private string Picture(int picture) => wording.Say(nameof(Picture), ("picture", Number(picture)));

    public string Cancelled(string prompt) => Captioned(prompt, CancelDone);

    public static string Failed(string prompt, string sentence) => Captioned(prompt, sentence);

    /// <summary>A time as people say it: whole seconds below two minutes, whole minutes above, the nearest.</summary>
    public string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2)
            ? wording.Say("Seconds", ("count", Number(Math.Max(1, (int)Math.Round(time.TotalSeconds)))))
            : wording.Say("Minutes", ("count", Number((int)Math.Round(time.TotalMinutes))));

    // What was drawn, and what was not: a line each, only where there is something to say.
    private string Described(Recipe recipe, string line)
    {
        var lines = new List<string>
        {
            recipe.Style is { } style ? $"{line} · {wording.Say("Style", ("name", style.Name))}" : line,
            $"{Number(recipe.Width)}×{Number(recipe.Height)} · {recipe.Model}"
                + (recipe.Start?.Given is null ? "" : $" · {wording["FromPhoto"]}"),
        };
        if (recipe.NegativePrompt is not "")
        {
            var things = PlainText.Shorten(recipe.NegativePrompt, NoteShown);
            lines.Add(
                recipe.Reading is { OnlyTakenOut: true }
                    ? wording.Say("WithoutAsFarAs", ("things", things), ("model", recipe.Model))
                    : wording.Say("Without", ("things", things))
            );
        }

        if (recipe.Reading is { ChangesLast: true })
        {
            lines.Add(wording["ChangesLast"]);
        }

        if (recipe.Reading?.LeftOut is { } leftOut)
        {
            lines.Add(wording.Say("LeftOut", ("marks", PlainText.Shorten(leftOut, NoteShown))));
        }

        if (recipe.Reading?.Unknown is { } unknown)
        {
            lines.Add(wording.Say("NeverSeen", ("words", PlainText.Shorten(unknown, NoteShown))));
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

    private string Say([CallerMemberName] string name = "") => wording[name];
}
