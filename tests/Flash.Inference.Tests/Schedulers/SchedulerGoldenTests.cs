using System.Text.Json;
using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

/// <summary>The trajectories of diffusers' own schedulers, which <c>Golden/make_scheduler_golden.py</c> recorded; it
/// says with which versions. What is not among them, <c>Golden/make_formula_golden.py</c> computed from the papers'
/// formulas.</summary>
public sealed class SchedulerGoldenTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
    private static readonly int[] Probes = [1, 2, 255, 511, 767];
    private static readonly string[] Files = ["scheduler-golden.json", "formula-golden.json"];

    // Below what it is read from: static fields are set in the order they stand in.
    private static readonly List<Golden> Goldens = Read();

    public static TheoryData<int, string> Cases =>
        [.. Goldens.Select((golden, i) => new TheoryDataRow<int, string>(i, golden.Name))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_trajectory_is_the_references(int index, string name)
    {
        Assert.NotEmpty(name);
        var golden = Goldens[index];
        var scheduler = Scheduler.Create(
            golden.Config with
            {
                Timesteps = golden.Visit,
                Eta = golden.Eta,
            },
            golden.Steps ?? golden.Timesteps.Length
        );

        // Steps that differ are another sampler; float32 timesteps between two training ones differ in their last
        // digits.
        Assert.Equal(golden.Timesteps.Length, scheduler.Timesteps.Count);
        Assert.All(golden.Timesteps.Zip(scheduler.Timesteps), pair => Assert.Equal(pair.First, pair.Second, 2e-3));

        // The reference adds in float32 and keeps its coefficients in float32; where a step divides by a tiny α,
        // rounding grows with it.
        var (end, trail) = Run(scheduler);
        var scale = Math.Max(1, golden.Trail.Max(Math.Abs));
        Assert.All(golden.Trail.Zip(trail), pair => Assert.Equal(pair.First, pair.Second, 2e-4 * scale));
        Assert.Equal(golden.Sum, ReferenceLoop.SumOfAbsolutes(end), Math.Max(1e-3, 2e-4 * golden.Sum));
        Assert.All(golden.Probes.Zip(Probes), pair => Assert.Equal(pair.First, end[pair.Second], 2e-4 * scale));
    }

    [Fact]
    public void The_reference_covers_every_sampler_that_it_has() =>
        Assert.Equal(
            [
                "DDIMScheduler",
                "DPMSolverMultistepScheduler",
                "EulerAncestralDiscreteScheduler",
                "EulerDiscreteScheduler",
                "FlowMatchEulerDiscreteScheduler",
                "LCMScheduler",
                "TCDScheduler",
            ],
            Goldens.Select(golden => golden.Config.ClassName).Distinct().Order(StringComparer.Ordinal)
        );

    private static (float[] End, List<double> Trail) Run(IScheduler scheduler)
    {
        var x = Array.ConvertAll(ReferenceLoop.Sample(), value => value * (float)scheduler.InitNoiseSigma);
        var (previous, denoised, scaled, noise) = (
            new float[x.Length],
            new float[x.Length],
            new float[x.Length],
            new float[x.Length]
        );
        var trail = new List<double>();
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
        {
            for (var i = 0; i < noise.Length; i++)
            {
                noise[i] = (float)(Math.Sqrt(2) * Math.Sin((0.7 * i) + step));
            }

            scheduler.ScaleModelInput(x, step, scaled);
            var t = (float)scheduler.Timesteps[step];
            scheduler.Step(
                Array.ConvertAll(scaled, value => MathF.Sin(value) * (t / (t + 1))),
                step,
                x,
                scheduler.AddsNoise(step) ? noise : [],
                previous,
                denoised
            );
            (x, previous) = (previous, x);
            trail.Add(x[255]);
        }

        return (x, trail);
    }

    private static List<Golden> Read() =>
        [
            .. Files.SelectMany(name =>
            {
                using var file = JsonDocument.Parse(
                    File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schedulers", "Golden", name))
                );
                return file
                    .RootElement.GetProperty("cases")
                    .EnumerateArray()
                    .Select(one => one.Deserialize<Golden>(Json)! with { Name = Describe(one) })
                    .ToList();
            }),
        ];

    private static string Describe(JsonElement one) =>
        $"{one.GetProperty("config")} {(one.TryGetProperty("steps", out var steps) ? steps : one.GetProperty("visit"))} {(one.TryGetProperty("eta", out var eta) ? eta : "")}";

    private sealed record Golden(
        SchedulerConfig Config,
        int? Steps,
        double[]? Visit,
        double? Eta,
        double[] Timesteps,
        double[] Trail,
        double Sum,
        double[] Probes
    )
    {
        public string Name { get; init; } = "";
    }
}
