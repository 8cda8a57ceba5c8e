using System.Numerics.Tensors;
using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

// What is there before the first step.
internal sealed partial class DenoisingLoop
{
    // Everything about a run that stays the same from step to step.
    private void FillSettings(DiffusionModel model, GenerationPlan plan)
    {
        var input = _denoiser.Input;
        for (var i = 0; i < _runs[0].Length; i++)
        {
            _start?.Extra?.CopyTo(input[((i * _inputSize) + _size)..]);
        }

        var scale = model.VaeDecoder.Config.ScaleFactor;
        _denoiser.SetSize(plan.LatentWidth * scale, plan.LatentHeight * scale);
        _denoiser.SetGuidance(plan.GuidanceScale);
    }

    private void FillSample()
    {
        var latents = _start?.Latents is { Length: > 0 } some ? some : null;
        var (signal, spread) = latents is null ? (0, _scheduler.InitNoiseSigma) : _scheduler.Marginal(0);
        for (var i = 0; i < _frames.Length; i++)
        {
            var sample = _sample.Values.Slice(i * _size, _size);
            NoiseOrbit.Fill(_frames[i], sample);
            if (_start?.Mask is not null)
            {
                sample.CopyTo(_startNoise.Values[(i * _size)..]);
            }

            TensorPrimitives.Multiply(sample, (float)spread, sample);
            if (latents is not null)
            {
                TensorPrimitives.MultiplyAdd(latents, (float)signal, sample, sample);
            }
        }
    }
}
