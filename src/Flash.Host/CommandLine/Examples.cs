namespace Flash.Host.CommandLine;

/// <summary>What help shows below each command: lines that can be typed as they are, and what each does.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, Example[]> ByCommand = new()
    {
        ["up"] =
        [
            new("flash up", "The playground, a worker and a private database."),
            new("flash up --open", "Opens the playground in the browser."),
            new("flash up --Flash:Inference:Model=sd-turbo --verbose", "Another model; logs of every part."),
        ],
        ["key rotate"] =
        [
            new("flash key rotate", "A new master key takes the place of personal.key; the old one stays beside it."),
            new("flash key rotate --out new.key", "The same where Flash:Personal:MasterKey holds the key."),
        ],
        ["serve"] =
        [
            new("flash serve --roles worker", "A worker, for the database that ConnectionStrings:Flash names."),
            new("flash serve --roles telegram,discord,web", "Everything but drawing."),
        ],
        ["imagine"] =
        [
            new("flash imagine \"a red boat on the sea\" --out pictures", "Four pictures, their grid and recipe."),
            new("flash imagine \"a fox in the snow\" --out pictures --seed 7 --count 1", "One, the same every time."),
            new("flash imagine \"a castle\" --out pictures --ar 16:9 --model sd-turbo", "Wide, by another model."),
        ],
        ["animate"] =
        [
            new("flash animate pictures --index 2", "The second picture that imagine wrote there, as a GIF."),
            new("flash animate pictures --index 2 --motion camera --format mp4", "The camera moves; an MP4."),
        ],
        ["edit"] =
        [
            new("flash edit photo.jpg \"a boat at night\" --out pictures", "The photo, drawn with this prompt."),
            new("flash edit photo.jpg \"a boat\" --mask mask.png --out pictures", "Only where the mask is light."),
            new("flash edit photo.jpg \"the sea\" --extend 0,0,128,0 --out pictures", "128 more pixels below it."),
        ],
        ["upscale"] =
        [
            new("flash upscale picture.png --out large.png", "Twice as large."),
            new("flash upscale picture.png --factor 4 --out large.png", "Four times as large."),
        ],
        ["verify"] = [new("flash verify picture.png", "Whether Flash made it, and which generation it was.")],
        ["models list"] = [new("flash models list", "What can draw here.")],
        ["models pull"] =
        [
            new("flash models pull OWNER/NAME", "A model in ONNX from the hub."),
            new("flash models pull OWNER/NAME --variant fp16 --name small", "One folder of it, under another name."),
        ],
        ["models teach"] =
        [
            new("flash models teach flash-mini rex dog.png", "A copy, flash-mini-rex, that draws this dog as \"rex\"."),
        ],
        ["models verify"] = [new("flash models verify flash-mini", "Whether its files and numbers are right.")],
        ["db migrate"] = [new("flash db migrate", "Before roles of a new version start.")],
        ["db status"] = [new("flash db status", "Which migrations are missing.")],
        ["health"] = [new("flash health http://localhost:5080", "Exit code 0 when it is ready.")],
        ["doctor"] = [new("flash doctor", "What works here, and what to do about the rest.")],
        ["bench"] =
        [
            new("flash bench", "Model, queue, Telegram and Discord, over loopback."),
            new("flash bench --no-queue --runs 30", "The model only, 30 runs of each figure."),
        ],
        ["eval"] =
        [
            new("flash eval flash-mini --prompts prompts.txt --out measured", "Measures, pictures and a page of them."),
        ],
        ["audit verify"] = [new("flash audit verify", "Exit code 1 when an entry was changed.")],
        ["audit export"] =
        [
            new("flash audit export --since 2026-01-01 --format csv --out log.csv", "This year's entries."),
        ],
        ["audit prune"] = [new("flash audit prune --dry-run", "What is older than it may be kept.")],
        ["moderator add"] = [new("flash moderator add Ada", "A link that signs Ada in, once.")],
        ["moderator ban"] =
        [
            new("flash moderator ban telegram 123456 --days 7 --reason Flooding", "A week without pictures."),
        ],
        ["moderator unban"] = [new("flash moderator unban telegram 123456", "Lifts the ban.")],
        ["moderator quota"] =
        [
            new("flash moderator quota discord 123456 --per-hour 500", "More than others may ask for."),
        ],
        ["moderator rule try"] =
        [
            new("flash moderator rule try phrase \"red boat\"", "What it would have caught in the last 30 days."),
        ],
        ["moderator rule add"] =
        [
            new("flash moderator rule add phrase \"red boat\" --action hold", "A moderator looks at each first."),
        ],
        ["completion"] =
        [
            new("source <(flash completion bash)", "In this shell; in ~/.bashrc for every one."),
            new("source <(flash completion zsh)", "The same for zsh, after compinit."),
        ],
        ["help"] = [new("flash help moderator ban", "One command, with its options and examples.")],
    };

    /// <summary>The commands that have examples, such as <c>models pull</c>.</summary>
    public static IEnumerable<string> Commands => ByCommand.Keys;

    /// <summary>Of one command; none where help says enough.</summary>
    /// <param name="command">Its name without <c>flash</c>.</param>
    public static IReadOnlyList<Example> Of(string command) => ByCommand.GetValueOrDefault(command, []);

    /// <summary>One line to type.</summary>
    /// <param name="Line">What to type.</param>
    /// <param name="Does">What it does, as a sentence.</param>
    public sealed record Example(string Line, string Does);
}
