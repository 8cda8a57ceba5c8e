using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>Every word that Flash says to people, in one place. Plain text, short, never blaming.</summary>
public static class Texts
{
    // A caption holds 1024 characters on Telegram; the prompt is only there to be recognised.
    private const int PromptShown = 300;
    private const int ValueShown = 40;

    public const string Start =
        "Hello! Describe a picture and I will draw it.\n\nFor example: /imagine a red boat on the sea at sunset\n\n/help shows everything I understand.";

    public static string Help { get; } = string.Create(CultureInfo.InvariantCulture, $"""
        /imagine PROMPT draws four pictures of what you describe. In a private chat the prompt alone is enough.

        You can add, anywhere:
        --count N   how many pictures, 1 to {ImagineParser.MaxCount}
        --ar W:H   the shape, such as 16:9
        --seed N   the same seed draws the same pictures
        --steps N   1 to {ImagineParser.MaxInferenceSteps}; more takes longer
        --no THING   what to leave out
        --model NAME   which model draws

        The buttons below a result set a picture in motion or draw the prompt again.
        """);

    public const string NoPrompt = "What shall I draw? Describe it after the command, for example: /imagine a red boat on the sea at sunset";

    public const string NothingToLeaveOut = "--no needs to be followed by what to leave out, for example --no clouds";

    /// <summary>Said when the database cannot be reached.</summary>
    public const string NoDatabase = "I cannot reach my notebook right now, so nothing was started. Please try again in a minute.";

    public const string AnimateButton = "Animate";

    public const string VaryButton = "Vary";

    public const string EnlargeButton = "Enlarge";

    public const string AgainButton = "Again";

    public const string EditButton = "Edit words";

    public const string CancelButton = "Cancel";

    public const string DeleteButton = "Delete";

    public const string NothingToVary = "There is no such picture to vary.";

    public const string NothingToEnlarge = "There is no such picture to enlarge.";

    public const string VariedTooOften = "This picture was varied too many times in a row. Please vary one further up in the chat.";

    public const string AlreadyEnlarging = "This picture is being enlarged already.";

    public const string AlreadyEnlarged = "This picture is enlarged already: look further down in the chat.";

    public const string NotYoursToDelete = "Only the person who asked for it can delete it.";

    public const string DeleteDone = "Deleted.";

    public const string AskForWords = "How shall I change the words? Answer this message.";

    public const string EditQueued = "Drawing it with the new words and the same seed.";

    public const string SameWords = "These are the same words as before.";

    public const string UnknownButton = "I do not know this button any more.";

    public const string OtherChat = "This button belongs to another chat.";

    public const string NotYours = "Only the person who asked for it can cancel it.";

    public const string NotReady = "This one is not finished yet. Please try again when it is.";

    public const string NothingToAnimate = "There is no such picture to animate.";

    public const string AlreadyAnimating = "This picture is being set in motion already.";

    public const string AlreadyAnimated = "This picture is in motion already: look further down in the chat.";

    public const string AlreadyFinished = "It is finished already.";

    public const string CancelDone = "Cancelled.";

    public const string AgainQueued = "Drawing it again with a new seed.";

    /// <summary>What a person sees when drawing failed for a reason that is ours.</summary>
    public const string DrawingFailed = "Something went wrong on my side and I could not finish this. Please try again.";

    /// <summary>What a person sees when the picture that theirs starts from cannot be fetched.</summary>
    public const string PictureGone = "I cannot get the picture any more that this one starts from. Please send it again.";

    /// <summary>What a person sees when every worker that tried came to an end.</summary>
    public const string DrawingGivenUp = "I tried three times and could not finish this. Please try another prompt.";

    /// <summary>What a person sees when a rule forbids the prompt and says nothing itself.</summary>
    public const string Blocked = "This prompt is against the rules here, so I did not draw it.";

    /// <summary>What a person sees when a moderator decided against it.</summary>
    public const string Rejected = "A moderator decided not to have this drawn.";

    public const string HeldForReview = "A moderator looks at it first. It will be drawn once they agree.";

    public static string Banned(string reason, DateTimeOffset? until) => until is { } end
        ? string.Create(CultureInfo.InvariantCulture, $"You cannot ask for pictures until {end.UtcDateTime:d MMMM yyyy, HH:mm} UTC. Reason: {PlainText.Shorten(reason, 100)}")
        : $"You cannot ask for pictures any more. Reason: {PlainText.Shorten(reason, 100)}";

    /// <summary>What a person sees who presses a button below what a moderator took down.</summary>
    public const string TakenDown = "A moderator has taken this down.";

    /// <summary>What a person sees who presses a button below something whose words are not kept any more.</summary>
    public const string NotKept = "I have let go of what this was drawn from.";

    public static string QuotaSpent(SubmitResult.QuotaSpent spent) => string.Create(CultureInfo.InvariantCulture,
        $"{(spent.IsChat ? "This chat has had its" : "You have had your")} {spent.Allowed:N0} requests of {(spent.Window.TotalHours > 1 ? "the last 24 hours" : "the last hour")}. The next one is possible at {spent.FreeAt.UtcDateTime:HH:mm} UTC.");

    public static string WaitingForReview(string prompt) => Captioned(prompt, HeldForReview);

    public static string AnimateQueued(int picture) => string.Create(CultureInfo.InvariantCulture, $"Setting picture {picture} in motion.");

    public static string VaryQueued(int picture) => string.Create(CultureInfo.InvariantCulture, $"Varying picture {picture}.");

    public static string EnlargeQueued(int picture) => string.Create(CultureInfo.InvariantCulture, $"Enlarging picture {picture}.");

    public static string Enlarging(string prompt, int percent) => Captioned(prompt, string.Create(CultureInfo.InvariantCulture, $"Enlarging: {percent} %…"));

    public static string Enlarged(string prompt, int width, int height) =>
        Captioned(prompt, string.Create(CultureInfo.InvariantCulture, $"{width} × {height} pixels"));

    /// <summary>The question that an answer with new words is an answer to.</summary>
    public static string WhichWords(string prompt) => Captioned(prompt, """
        Answer this message with the new words, or with a change to these:
        + at night   adds
        - clouds   takes away
        red -> blue   replaces
        """);

    public static string PromptTooLong(int length) => string.Create(CultureInfo.InvariantCulture,
        $"That prompt is {length:N0} characters long; I can take up to {ImagineParser.MaxPromptLength:N0}.");

    public static string UnknownCommand(string command) => $"I do not know {Shown(command)}. Try /imagine followed by what you would like to see, or /help.";

    public static string UnknownOption(string option) =>
        $"I do not know --{Shown(option)}. I know {string.Join(", ", ImagineParser.Options[..^1].Select(name => $"--{name}"))} and --{ImagineParser.Options[^1]}.";

    public static string UnknownModel(string model, IEnumerable<string> known) => model is ""
        ? $"--model needs a name after it. I have {string.Join(", ", known)}."
        : $"I do not have a model called “{Shown(model)}”. I have {string.Join(", ", known)}.";

    public static string NotANumber(string option, string? value, ulong max, ulong from = 1) => string.Create(CultureInfo.InvariantCulture,
        $"{option} takes a whole number from {from} to {max:N0}, {Given(value)}.");

    public static string NotARatio(string? value) => $"--ar takes a width and a height such as 16:9, between 1:3 and 3:1, {Given(value)}.";

    public static string QueueFull(int capacity) => string.Create(CultureInfo.InvariantCulture,
        $"I am busy: all {capacity:N0} places in my queue are taken. Please try again in a minute.");

    public static string TooManyWaiting(int perUser) => perUser == 1
        ? "You already have a picture in the works. Please wait until it is done."
        : string.Create(CultureInfo.InvariantCulture, $"You already have {perUser} pictures in the works. Please wait until one of them is done.");

    /// <param name="prompt">What was asked for.</param>
    /// <param name="ahead">How many generations come first.</param>
    public static string Waiting(string prompt, int ahead) => ahead == 0
        ? Captioned(prompt, "Getting started…")
        : Captioned(prompt, string.Create(CultureInfo.InvariantCulture, $"Waiting: {ahead:N0} ahead of you…"));

    public static string Drawing(string prompt, int step, int inferenceSteps) =>
        Captioned(prompt, string.Create(CultureInfo.InvariantCulture, $"Drawing: step {step} of {inferenceSteps}…"));

    /// <summary>Said when the network refuses the result itself.</summary>
    public const string NotTaken = "The picture is ready, but this chat does not take it.";

    /// <summary>Kept where nobody can be told any more.</summary>
    public const string ChatClosed = "The chat is closed to Flash.";

    public static string Drawn(Recipe recipe, TimeSpan took) => Captioned(recipe.Prompt, string.Create(CultureInfo.InvariantCulture,
        $"Seed {recipe.Seed} · {recipe.InferenceSteps} {(recipe.InferenceSteps == 1 ? "step" : "steps")} · {took.TotalSeconds:0.0} s"));

    public static string Drawn(Recipe recipe) => Captioned(recipe.Prompt, string.Create(CultureInfo.InvariantCulture, $"Seed {recipe.Seed}"));

    public static string Animating(string prompt, int percent) =>
        Captioned(prompt, string.Create(CultureInfo.InvariantCulture, $"Setting it in motion: {percent} %…"));

    public static string Animated(string prompt) => $"“{PlainText.Shorten(prompt, PromptShown)}”";

    public static string Cancelled(string prompt) => Captioned(prompt, "Cancelled.");

    public static string Failed(string prompt, string sentence) => Captioned(prompt, sentence);

    private static string Captioned(string prompt, string line) => $"“{PlainText.Shorten(prompt, PromptShown)}”\n{line}";

    private static string Given(string? value) => string.IsNullOrEmpty(value) ? "and nothing was given" : $"not “{Shown(value)}”";

    private static string Shown(string text) => PlainText.Shorten(text, ValueShown);
}
