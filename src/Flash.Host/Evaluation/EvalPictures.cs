using System.Globalization;
using System.Text.Json;
using Flash.Host.CommandLine;
using Flash.Host.Commands;
using Flash.Inference;

namespace Flash.Host.Evaluation;

/// <summary>The folder of an evaluation: <c>steps-3/0001.png</c> and so on. Pictures that are there are not drawn
/// again.</summary>
internal sealed class EvalPictures
{
    private const string PlanName = "plan.json";

    private readonly string _folder;
    private readonly EvalPlan _plan;

    private EvalPictures(string folder, EvalPlan plan) => (_folder, _plan) = (folder, plan);

    public string Folder => _folder;

    /// <summary>Opens or makes the folder. One that holds pictures of another model, seed or prompt list is
    /// refused.</summary>
    public static EvalPictures Open(string folder, EvalPlan plan)
    {
        folder = ImagineFiles.Create(folder).Folder;
        var path = Path.Combine(folder, PlanName);
        var text = JsonSerializer.Serialize(plan, ImagineFiles.Json);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, text);
        }
        else if (File.ReadAllText(path) != text)
        {
            throw new BadArgumentException(
                $"--out {folder} holds an evaluation of another model, seed or prompt list; name another folder, or "
                    + $"the same things again."
            );
        }

        return new EvalPictures(folder, plan);
    }

    /// <summary>The picture's path, relative to the folder.</summary>
    public static string Name(int steps, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"steps-{steps}/{index + 1:0000}.png");

    public RgbImage Read(int steps, int index) =>
        ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(_folder, Name(steps, index))));

    /// <summary>Draws what is missing; <paramref name="step"/> is told how many are there.</summary>
    public async Task DrawAsync(DiffusionModel model, int steps, Action<int> step, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(_folder, $"steps-{steps}"));
        for (var i = 0; i < _plan.Prompts.Count; i++)
        {
            var path = Path.Combine(_folder, Name(steps, i));
            if (!File.Exists(path))
            {
                // Each prompt has noise of its own, the same for every number of steps.
                var request = new TextToImageRequest
                {
                    Prompt = _plan.Prompts[i],
                    Seed = unchecked(_plan.Seed + (ulong)i),
                    Count = 1,
                    InferenceSteps = steps,
                    Previews = false,
                };
                var done = await model.GenerateAsync(request, cancellationToken);
                await File.AppendAllTextAsync(
                    TimingsPath(steps),
                    string.Create(CultureInfo.InvariantCulture, $"{done.Timings.Total.TotalMilliseconds:0.00}\n"),
                    cancellationToken
                );
                // Renamed when complete: a run that is stopped leaves no half picture.
                await File.WriteAllBytesAsync(
                    path + ".partial",
                    ImageEncoder.EncodePng(done.Pictures[0]),
                    cancellationToken
                );
                File.Move(path + ".partial", path);
            }

            step(i + 1);
        }
    }

    /// <summary>Median over the pictures, in milliseconds.</summary>
    public double Milliseconds(int steps)
    {
        var times = File.ReadLines(TimingsPath(steps))
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))
            .Order()
            .ToList();
        return times[times.Count / 2];
    }

    private string TimingsPath(int steps) => Path.Combine(_folder, $"steps-{steps}", "milliseconds.txt");
}
