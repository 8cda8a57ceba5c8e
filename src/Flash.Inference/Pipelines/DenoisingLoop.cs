using System.Numerics.Tensors;
using Flash.Inference.Models;
using Flash.Inference.Noise;
using Flash.Inference.Schedulers;

namespace Flash.Inference.Pipelines;

/// <summary>The latents of one generation and everything that a step needs, allocated once: a step itself allocates
/// nothing of a tensor's size.</summary>
/// <remarks>Serves one thread.</remarks>
internal sealed partial class DenoisingLoop : IDisposable
{
    private readonly IScheduler _scheduler;
    private readonly Frame[] _frames;
    private readonly float _guidance;
    private readonly bool _guided,
        _goesOn;
    private readonly int _size,
        _inputSize,
        _perRun;
    private readonly StartPicture? _start;
    private readonly IDenoiserPass _denoiser;
    private readonly LatentDecoding _decoding;
    private readonly UNetRow[][] _runs;
    private readonly EncodedPrompts _prompts;
    private readonly NativeFloats _denoised,
        _noise,
        _startNoise;
    private NativeFloats _sample,
        _prevSample,
        _modelOutput,
        _negativeOutput;
    private readonly PromptEmbeds?[] _conditioned;
    private readonly Conditioning?[] _heard;

    /// <param name="model">Whose UNet and VAE run.</param>
    /// <param name="plan">Scheduler, guidance and size.</param>
    /// <param name="prompts">One for each picture, and one to stay away from where the plan uses guidance.</param>
    /// <param name="start">The picture to start from; null to start from pure noise.</param>
    /// <param name="frames">One for each picture.</param>
    /// <param name="heard">What is heard beside each picture's latents; null for nothing.</param>
    public DenoisingLoop(
        DiffusionModel model,
        GenerationPlan plan,
        EncodedPrompts prompts,
        StartPicture? start,
        ReadOnlySpan<Frame> frames,
        Conditioning?[]? heard = null
    )
    {
        // What a model could hear and is not told is zero.
        _heard = heard ?? (model.Conditioner is null ? [] : new Conditioning?[frames.Length]);
        _scheduler = plan.Scheduler;
        _frames = frames.ToArray();
        (_guidance, _guided) = (plan.GuidanceScale, plan.UsesGuidance);
        _goesOn = plan.Request.GoesOn;
        var area = plan.LatentHeight * plan.LatentWidth;
        (_size, _inputSize) = (model.VaeDecoder.Config.LatentChannels * area, model.Denoiser.Config.InChannels * area);
        _perRun = LargestDivisor(frames.Length, model.PicturesPerRun);
        _start = start;
        _prompts = prompts;
        _runs = UNetRow.Arrange(_frames.Length, _perRun, _guided, model.Denoiser.FixedBatch);
        _denoiser = model.Denoiser.CreatePass(
            _runs[0].Length,
            plan.LatentHeight,
            plan.LatentWidth,
            prompts.Pictures[0]
        );
        _conditioned = new PromptEmbeds?[_runs[0].Length];
        _decoding = new LatentDecoding(model, plan, _perRun, start?.Paste, _heard);
        var length = frames.Length * _size;
        (_sample, _prevSample) = (new NativeFloats(length), new NativeFloats(length));
        (_modelOutput, _denoised) = (new NativeFloats(length), new NativeFloats(length));
        _negativeOutput = new NativeFloats(_guided ? length : 0);
        _noise = new NativeFloats(
            Enumerable.Range(0, _scheduler.Timesteps.Count).Any(_scheduler.AddsNoise) ? length : 0
        );
        _startNoise = new NativeFloats(start?.Mask is null ? 0 : length);
        FillSettings(model, plan);
        FillSample();
    }

    public int Steps => _scheduler.Timesteps.Count;

    /// <summary>The estimate of x_0 after the last step taken, [pictures, C, h, w].</summary>
    public ReadOnlySpan<float> Denoised => _denoised.Values;

    /// <summary>x_t, [pictures, C, h, w].</summary>
    public ReadOnlySpan<float> Sample => _sample.Values;

    /// <summary>Takes one step. Steps are taken in order, each once.</summary>
    /// <exception cref="InferenceException">The model returned something that is no picture.</exception>
    public void Step(int stepIndex, RunControl control)
    {
        foreach (var rows in _runs)
        {
            Predict(rows, stepIndex, control);
        }

        if (_guided)
        {
            // ε_negative + w·(ε_prompt − ε_negative)
            LinearCombination.Write(
                1 - _guidance,
                _negativeOutput.Values,
                _guidance,
                _modelOutput.Values,
                _negativeOutput.Values
            );
            (_modelOutput, _negativeOutput) = (_negativeOutput, _modelOutput);
        }

        if (_scheduler.AddsNoise(stepIndex))
        {
            for (var i = 0; i < _frames.Length; i++)
            {
                GaussianNoise.Fill(
                    _noise.Values.Slice(i * _size, _size),
                    _frames[i].Seed,
                    GaussianNoise.AtStep(stepIndex)
                );
            }
        }

        _scheduler.Step(
            _modelOutput.Values,
            stepIndex,
            _sample.Values,
            _noise.Values,
            _prevSample.Values,
            _denoised.Values
        );
        (_sample, _prevSample) = (_prevSample, _sample);
        LatentCheck.ExpectPictures(_denoised.Values, _size, stepIndex + 1);
        if (_start is { Mask: { } mask } start && (!_goesOn || stepIndex + 1 < Steps))
        {
            // What is kept follows its own way down: the picture under as much noise as the next step expects, at the
            // end under none.
            var (signal, spread) = stepIndex + 1 < Steps ? _scheduler.Marginal(stepIndex + 1) : (1, 0);
            for (var i = 0; i < _frames.Length; i++)
            {
                MaskBlend.Keep(
                    _sample.Values.Slice(i * _size, _size),
                    start.Latents,
                    signal,
                    _startNoise.Values.Slice(i * _size, _size),
                    spread,
                    mask
                );
                MaskBlend.Keep(_denoised.Values.Slice(i * _size, _size), start.Latents, 1, default, 0, mask);
            }
        }
    }

    /// <summary>Pictures of the current estimate, quickly.</summary>
    public RgbImage[] Decode(RunControl control) => _decoding.Preview(_denoised.Values, control);

    /// <summary>Pictures of where sampling ended. Most samplers end at their last estimate; some land a trace beside
    /// it.</summary>
    public RgbImage[] DecodeResult(RunControl control) => _decoding.Result(_sample.Values, control);

    public void Dispose()
    {
        _denoiser.Dispose();
        _decoding.Dispose();
        _sample.Dispose();
        _prevSample.Dispose();
        _modelOutput.Dispose();
        _negativeOutput.Dispose();
        _denoised.Dispose();
        _noise.Dispose();
        _startNoise.Dispose();
    }

    private static int LargestDivisor(int count, int limit)
    {
        var divisor = Math.Min(count, limit);
        while (count % divisor != 0)
        {
            divisor--;
        }

        return divisor;
    }

    // One run of the UNet, of which each row is one picture under one of the prompts.
    private void Predict(UNetRow[] rows, int stepIndex, RunControl control)
    {
        Condition(rows);
        var input = _denoiser.Input;
        var phases = _denoiser.Phases;
        for (var i = 0; i < rows.Length; i++)
        {
            var sample = _sample.Values.Slice(rows[i].Picture * _size, _size);
            _scheduler.ScaleModelInput(sample, stepIndex, input.Slice(i * _inputSize, _size));
            if (_heard.Length > 0)
            {
                var beside = input.Slice((i * _inputSize) + _size, _inputSize - _size);
                beside.Clear();
                _heard[rows[i].Picture]?.Channels.CopyTo(beside);
            }

            if (phases.Length > 0)
            {
                phases[i] = _frames[rows[i].Picture].Phase;
            }
        }

        _denoiser.Run(_scheduler.Timesteps[stepIndex], control);
        for (var i = 0; i < rows.Length; i++)
        {
            var target = rows[i].IsNegative ? _negativeOutput : _modelOutput;
            _denoiser.Output.Slice(i * _size, _size).CopyTo(target.Values.Slice(rows[i].Picture * _size, _size));
        }
    }

    // Which words each row sees; most often the same in every run.
    private void Condition(UNetRow[] rows)
    {
        var all = _denoiser.PromptEmbeds;
        var pooled = _denoiser.Pooled;
        for (var i = 0; i < rows.Length; i++)
        {
            var own = _prompts.Pictures[rows[i].Picture];
            var source = rows[i].IsNegative ? _prompts.Negative ?? own : own;
            if (ReferenceEquals(source, _conditioned[i]))
            {
                continue;
            }

            _conditioned[i] = source;
            source.Values.CopyTo(all[(i * source.Values.Length)..]);
            if (pooled.Length > 0)
            {
                source.Pooled.CopyTo(pooled[(i * source.Pooled.Length)..]);
            }
        }
    }
}
