using System.Numerics.Tensors;
using Flash.Inference.Models;
using Flash.Inference.Noise;
using Flash.Inference.Schedulers;

namespace Flash.Inference.Pipelines;

/// <summary>The latents of one generation and everything that a step needs, allocated once: a step itself allocates nothing of a tensor's size.</summary>
/// <remarks>Serves one thread.</remarks>
internal sealed class DenoisingLoop : IDisposable
{
    private readonly IScheduler _scheduler;
    private readonly Frame[] _frames;
    private readonly float _guidance;
    private readonly int _size, _perRun;
    private readonly UNet.Pass _unet;
    private readonly VaeDecoder.Pass _vae;
    private readonly NativeFloats _modelOutput, _denoised, _noise;
    private NativeFloats _sample, _prevSample;

    /// <param name="model">Whose UNet and VAE run.</param>
    /// <param name="plan">Scheduler, guidance and size.</param>
    /// <param name="embeds">Of the prompt.</param>
    /// <param name="negativeEmbeds">Of the negative prompt; read only when the plan uses guidance.</param>
    /// <param name="initLatents">[C, h, w] of the picture to start from; null to start from pure noise.</param>
    /// <param name="frames">One for each picture.</param>
    public DenoisingLoop(DiffusionModel model, GenerationPlan plan, PromptEmbeds embeds, PromptEmbeds? negativeEmbeds, float[]? initLatents, ReadOnlySpan<Frame> frames)
    {
        _scheduler = plan.Scheduler;
        _frames = frames.ToArray();
        _guidance = plan.GuidanceScale;
        _size = model.UNet.Config.InChannels * plan.LatentHeight * plan.LatentWidth;
        _perRun = LargestDivisor(frames.Length, model.PicturesPerRun);
        _unet = model.UNet.CreatePass(plan.UsesGuidance ? 2 * _perRun : _perRun, plan.LatentHeight, plan.LatentWidth, embeds);
        _vae = model.VaeDecoder.CreatePass(_perRun, plan.LatentHeight, plan.LatentWidth);
        var length = frames.Length * _size;
        (_sample, _prevSample) = (new NativeFloats(length), new NativeFloats(length));
        (_modelOutput, _denoised) = (new NativeFloats(length), new NativeFloats(length));
        _noise = new NativeFloats(Enumerable.Range(0, _scheduler.Timesteps.Count).Any(_scheduler.AddsNoise) ? length : 0);
        FillEmbeds(embeds, plan.UsesGuidance ? negativeEmbeds : null);
        var (signal, spread) = initLatents is null ? (0, _scheduler.InitNoiseSigma) : _scheduler.Marginal(0);
        for (var i = 0; i < _frames.Length; i++)
        {
            var sample = _sample.Values.Slice(i * _size, _size);
            NoiseOrbit.Fill(_frames[i], sample);
            TensorPrimitives.Multiply(sample, (float)spread, sample);
            if (initLatents is not null)
            {
                TensorPrimitives.MultiplyAdd(initLatents, (float)signal, sample, sample);
            }
        }
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
        for (var first = 0; first < _frames.Length; first += _perRun)
        {
            Predict(first, stepIndex, control);
        }

        if (_scheduler.AddsNoise(stepIndex))
        {
            for (var i = 0; i < _frames.Length; i++)
            {
                GaussianNoise.Fill(_noise.Values.Slice(i * _size, _size), _frames[i].Seed, GaussianNoise.AtStep(stepIndex));
            }
        }

        _scheduler.Step(_modelOutput.Values, stepIndex, _sample.Values, _noise.Values, _prevSample.Values, _denoised.Values);
        (_sample, _prevSample) = (_prevSample, _sample);
        LatentCheck.ExpectPictures(_denoised.Values, _size, stepIndex + 1);
    }

    /// <summary>Pictures of the current estimate.</summary>
    public RgbImage[] Decode(RunControl control) => Decode(_denoised.Values, control);

    /// <summary>Pictures of where sampling ended. Most samplers end at their last estimate; some land a trace beside it.</summary>
    public RgbImage[] DecodeResult(RunControl control) => Decode(_sample.Values, control);

    public void Dispose()
    {
        _unet.Dispose();
        _vae.Dispose();
        _sample.Dispose();
        _prevSample.Dispose();
        _modelOutput.Dispose();
        _denoised.Dispose();
        _noise.Dispose();
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

    private RgbImage[] Decode(ReadOnlySpan<float> latents, RunControl control)
    {
        var pictures = new RgbImage[_frames.Length];
        for (var first = 0; first < _frames.Length; first += _perRun)
        {
            _vae.Decode(latents.Slice(first * _size, _perRun * _size), control, pictures.AsSpan(first, _perRun));
        }

        return pictures;
    }

    // One run of the UNet for _perRun pictures; under guidance the first half of the batch sees the negative prompt, the second half the prompt.
    private void Predict(int first, int stepIndex, RunControl control)
    {
        var length = _perRun * _size;
        var input = _unet.Input;
        var own = input[^length..];
        _scheduler.ScaleModelInput(_sample.Values.Slice(first * _size, length), stepIndex, own);
        var phases = _unet.Phases;
        for (var i = 0; i < phases.Length; i++)
        {
            phases[i] = _frames[first + (i % _perRun)].Phase;
        }

        var guided = input.Length > length;
        if (guided)
        {
            own.CopyTo(input);
        }

        _unet.Run(_scheduler.Timesteps[stepIndex], control);
        var output = _modelOutput.Values.Slice(first * _size, length);
        if (!guided)
        {
            _unet.Output.CopyTo(output);
            return;
        }

        // ε_negative + w·(ε_prompt − ε_negative)
        LinearCombination.Write(1 - _guidance, _unet.Output[..length], _guidance, _unet.Output[length..], output);
    }

    private void FillEmbeds(PromptEmbeds embeds, PromptEmbeds? negativeEmbeds)
    {
        var all = _unet.PromptEmbeds;
        var each = embeds.Values.Length;
        for (var i = 0; i < all.Length / each; i++)
        {
            var source = negativeEmbeds is not null && i < _perRun ? negativeEmbeds : embeds;
            source.Values.CopyTo(all[(i * each)..]);
        }
    }
}
