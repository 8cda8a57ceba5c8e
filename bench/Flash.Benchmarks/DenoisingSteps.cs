using BenchmarkDotNet.Attributes;
using Flash.Inference;
using Flash.Inference.Models;
using Flash.Inference.Noise;
using Flash.Inference.Pipelines;
using Flash.Inference.Schedulers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Benchmarks;

/// <summary>What does one step allocate on the managed heap? One picture's latents, the smallest tensor of a step, are
/// 8 KB with flash-mini.</summary>
[MemoryDiagnoser]
public class DenoisingSteps
{
    private const int Steps = TextToImageRequest.MaxInferenceSteps;

    private RunControl? _control;
    private DiffusionModel? _model;
    private DenoisingLoop? _loop;
    private int _step;

    [Params("ImagineFlashScheduler", "EulerAncestralDiscreteScheduler", "DPMSolverMultistepScheduler")]
    public string Sampler { get; set; } = "";

    [Params(1, 3)]
    public float Guidance { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var options = new InferenceOptions { Device = InferenceDevice.Cpu };
        _model = DiffusionModel.Load(ModelCatalog.FindModel("flash-mini", options), options, NullLogger.Instance);
        var request = new TextToImageRequest
        {
            Prompt = "a red boat on the sea at sunset",
            Seed = 1,
            InferenceSteps = Steps,
            GuidanceScale = Guidance,
            Sampler = new SamplerOverrides { ClassName = Sampler },
        };
        var plan = GenerationPlan.Create(_model, request);
        (_control, _loop) = Begin(_model, plan);
    }

    /// <summary>Four pictures, one step further; after the last from the first again.</summary>
    [Benchmark]
    public void Step()
    {
        _loop!.Step(_step, _control!); // set by GlobalSetup
        _step = (_step + 1) % Steps;
    }

    [GlobalCleanup]
    public void Unload()
    {
        _loop?.Dispose();
        _model?.Dispose();
        _control?.Dispose();
    }

    private static (RunControl Control, DenoisingLoop Loop) Begin(DiffusionModel model, GenerationPlan plan)
    {
        var control = new RunControl(CancellationToken.None);
        var prompts = PromptEncoding.Encode(model, plan, first: 1, count: 4, control);
        return (
            control,
            new DenoisingLoop(
                model,
                plan,
                prompts,
                null,
                [.. Enumerable.Range(0, 4).Select(i => new Frame(PictureSeed.Of(1, i), 0, 0))]
            )
        );
    }
}
