using BenchmarkDotNet.Attributes;
using Flash.Inference;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Benchmarks;

/// <summary>Four pictures: together through the UNet, in pairs, or one by one? And with how many threads?</summary>
[MemoryDiagnoser]
public class PicturesPerRun
{
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "a red boat on the sea at sunset",
        Seed = 1,
        InferenceSteps = 3,
    };

    private DiffusionModel? _model;

    [Params(1, 2, 4)]
    public int Pictures { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var options = new InferenceOptions
        {
            Device = InferenceDevice.Cpu,
            PicturesPerRun = Pictures,
            IntraOpThreads = Threads,
        };
        _model = DiffusionModel.Load(ModelCatalog.FindModel("flash-mini", options), options, NullLogger.Instance);
    }

    [Benchmark]
    public async Task<int> Generate()
    {
        var events = 0;
        await foreach (var _ in _model!.StreamAsync(Request, CancellationToken.None)) // set by GlobalSetup
        {
            events++;
        }

        return events;
    }

    [GlobalCleanup]
    public void Unload() => _model?.Dispose();
}
