using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Provenance;

namespace Flash.Host.Commands;

/// <summary><c>flash bench provenance</c>: how often the invisible watermark is read after what chats do to pictures,
/// how often it is seen where there is none, and what it costs.</summary>
internal static class BenchProvenance
{
    private static readonly string[] Subjects =
    [
        "boat",
        "house",
        "tree",
        "mountain",
        "fish",
        "balloon",
        "flower",
        "car",
        "cat",
        "moon",
    ];
    private static readonly string[] Colours = ["red", "blue", "yellow", "green", "white", "black", "orange", "pink"];
    private static readonly string[] Places =
    [
        "on the sea at sunset",
        "in a meadow by day",
        "in the snow at night",
        "in a desert",
        "in a city at night",
        "under water",
    ];

    public static Command Create()
    {
        var pictures = ImagineOption.Whole(
            "--pictures",
            "Pictures that are drawn and marked. Default 200.",
            1,
            100_000
        );
        var model = ImagineOption.Model();
        var command = new Command("provenance", "Measures the invisible watermark.") { pictures, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), parsed.GetValue(model));
                using var loaded = ModelsLoading.Load(options);
                await MeasureAsync(loaded, parsed.GetValue(pictures) ?? 200, cancellationToken);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task MeasureAsync(DiffusionModel model, int count, CancellationToken cancellationToken)
    {
        var tallies = BenchDamage.All.Select(damage => (Damage: damage, Tally: new Tally())).ToList();
        var (ratios, writing, reading, flat) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>()
        );
        for (var number = 0; number < count; number++)
        {
            var picture = await DrawAsync(model, number, cancellationToken);
            var payload = WatermarkPayload.Of(
                new Guid(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 16)),
                (number % 4) + 1
            );
            var began = Stopwatch.GetTimestamp();
            var marked = Watermark.Embed(picture, payload);
            writing.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            ratios.Add(SignalToNoise(picture, marked));
            flat.AddRange(FlatGround(picture, marked));
            foreach (var (damage, tally) in tallies)
            {
                began = Stopwatch.GetTimestamp();
                var found = Watermark.Read(damage.Apply(marked, number));
                reading.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                tally.Add(
                    found?.Payload == payload,
                    found is not null && found.Payload != payload,
                    Watermark.Read(damage.Apply(picture, number)) is not null
                );
            }
        }

        ratios.Sort();
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} pictures of {model.Name} ({model.Revision}), {model.DefaultWidth}x{model.DefaultHeight}"
            )
        );
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"signal to noise of the marked pictures: median {ratios[count / 2]:0.0} dB, least {ratios[0]:0.0} dB"
            )
        );
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"change on flat ground ({flat.Count} blocks): median {Median(flat):0.00}, 95 % below "
                    + $"{flat.Order().ElementAt(flat.Count * 95 / 100):0.00} grey levels rms"
            )
        );
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"writing {Median(writing):0.0} ms, damaging and reading {Median(reading):0.0} ms (medians)"
            )
        );
        Console.Out.WriteLine("| what happened | read | read wrongly | seen in unmarked pictures |");
        Console.Out.WriteLine("|---|---|---|---|");
        foreach (var (damage, tally) in tallies)
        {
            Console.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {damage.Name} | {tally.Right} of {count} | {tally.Wrong} | {tally.Imagined} |"
                )
            );
        }
    }

    private static async Task<RgbImage> DrawAsync(DiffusionModel model, int number, CancellationToken cancellationToken)
    {
        var prompt =
            $"a {Colours[number % Colours.Length]} {Subjects[number % Subjects.Length]} "
            + $"{Places[number % Places.Length]}";
        return (await model.GenerateAsync(prompt, (ulong)number, count: 1, cancellationToken))[0];
    }

    private static double SignalToNoise(RgbImage a, RgbImage b)
    {
        var x = a.Pixels.Span;
        var y = b.Pixels.Span;
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }

        return 10 * Math.Log10(255.0 * 255 * x.Length / sum);
    }

    // Per block of 16x16 in which brightness rises or falls evenly: its mean second difference is at most half a level.
    private static IEnumerable<double> FlatGround(RgbImage picture, RgbImage marked)
    {
        const int size = 16;
        for (var top = 0; top + size <= picture.Height; top += size)
        {
            for (var left = 0; left + size <= picture.Width; left += size)
            {
                var (bend, change) = (0.0, 0.0);
                for (var y = top; y < top + size; y++)
                {
                    for (var x = left; x < left + size; x++)
                    {
                        var here = Brightness(picture, x, y);
                        var across = Brightness(picture, x - 1, y) - (2 * here) + Brightness(picture, x + 1, y);
                        var down = Brightness(picture, x, y - 1) - (2 * here) + Brightness(picture, x, y + 1);
                        bend += (Math.Abs(across) + Math.Abs(down)) / 2;
                        change += Math.Pow(Brightness(marked, x, y) - here, 2);
                    }
                }

                if (bend <= 0.5 * size * size)
                {
                    yield return Math.Sqrt(change / (size * size));
                }
            }
        }
    }

    private static double Brightness(RgbImage picture, int x, int y)
    {
        var at = ((Math.Clamp(y, 0, picture.Height - 1) * picture.Width) + Math.Clamp(x, 0, picture.Width - 1)) * 3;
        var pixel = picture.Pixels.Span.Slice(at, 3);
        return (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Tally
    {
        public int Right { get; private set; }

        public int Wrong { get; private set; }

        public int Imagined { get; private set; }

        public void Add(bool right, bool wrong, bool imagined)
        {
            Right += right ? 1 : 0;
            Wrong += wrong ? 1 : 0;
            Imagined += imagined ? 1 : 0;
        }
    }
}
