using System.Numerics.Tensors;

namespace Flash.Inference.Schedulers;

/// <summary>DPM-Solver++, multistep, of first or second order (Lu et al. 2022, arXiv:2211.01095, algorithm
/// 2).</summary>
/// <remarks>Latents have unit variance at the start: x = α·x_0 + α·σ·ε with α = 1/√(σ²+1).</remarks>
public sealed class DpmSolverScheduler : IScheduler
{
    // Below this many steps the last one falls back to first order when lower_order_final says so.
    private const int FewSteps = 15;

    private readonly DpmSolverSchedule _schedule;
    private readonly PredictionType _prediction;
    private readonly int _order;
    private readonly bool _heun,
        _firstOrderAtTheEnd;

    /// <param name="config">Spacing defaults to linspace.</param>
    /// <param name="inferenceSteps">1 to T−1.</param>
    /// <exception cref="InferenceException">The configuration cannot be sampled from.</exception>
    public DpmSolverScheduler(SchedulerConfig config, int inferenceSteps)
    {
        if (
            config.AlgorithmType != "dpmsolver++"
            || config.SolverOrder is not (1 or 2)
            || config.SolverType is not ("midpoint" or "heun")
        )
        {
            throw new InferenceException(
                $"algorithm_type is '{config.AlgorithmType}', solver_order {config.SolverOrder}, solver_type "
                    + $"'{config.SolverType}'; known are dpmsolver++, 1 or 2, midpoint or heun."
            );
        }

        if (config.UseFlowSigmas)
        {
            throw new InferenceException(
                "use_flow_sigmas is set; DPM-Solver++ is known here for noise schedules only."
            );
        }

        _schedule = DpmSolverSchedule.Create(config, inferenceSteps);
        _prediction = config.PredictionType;
        _order = config.SolverOrder;
        _heun = config.SolverType == "heun";
        _firstOrderAtTheEnd =
            config.EulerAtFinal
            || (config.LowerOrderFinal && _schedule.Timesteps.Length < FewSteps)
            || config.FinalSigmasType == "zero";
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Timesteps => _schedule.Timesteps;

    /// <inheritdoc/>
    public double InitNoiseSigma => 1;

    /// <inheritdoc/>
    public bool AddsNoise(int stepIndex) => false;

    /// <inheritdoc/>
    public (double Signal, double Noise) Marginal(int stepIndex) => Split(_schedule.Sigmas[stepIndex]);

    /// <inheritdoc/>
    public void ScaleModelInput(ReadOnlySpan<float> sample, int stepIndex, Span<float> scaled) => sample.CopyTo(scaled);

    /// <inheritdoc/>
    public void Step(
        ReadOnlySpan<float> modelOutput,
        int stepIndex,
        ReadOnlySpan<float> sample,
        ReadOnlySpan<float> noise,
        Span<float> prevSample,
        Span<float> denoised
    )
    {
        var (alpha, sigma) = Split(_schedule.Sigmas[stepIndex]);
        var (alphaNext, sigmaNext) = Split(_schedule.Sigmas[stepIndex + 1]);
        var (older, newest) = Weights(stepIndex);

        // x' = (σ'/σ)·x + α'·(older·D_(i−1) + newest·D_i); the estimate of the step before is still in the buffer that
        // this step's goes to.
        TensorPrimitives.Multiply(sample, (float)(sigmaNext / sigma), prevSample);
        if (older != 0)
        {
            TensorPrimitives.MultiplyAdd(denoised, (float)(alphaNext * older), prevSample, prevSample);
        }

        var (x, net) = new Parameterization(_prediction, alpha, sigma).Denoised;
        LinearCombination.Write(x, sample, net, modelOutput, denoised);
        TensorPrimitives.MultiplyAdd(denoised, (float)(alphaNext * newest), prevSample, prevSample);
    }

    private static (double Alpha, double Sigma) Split(double sigma)
    {
        var alpha = 1 / Math.Sqrt((sigma * sigma) + 1);
        return (alpha, sigma * alpha);
    }

    // With λ = −ln σ, h = λ' − λ and r = (λ − λ_before)/h; at σ' = 0 h is infinite and the estimate itself is the
    // result.
    private (double Older, double Newest) Weights(int stepIndex)
    {
        var sigmas = _schedule.Sigmas;
        var h = Math.Log(sigmas[stepIndex] / sigmas[stepIndex + 1]);
        var first = -double.ExpM1(-h);
        if (_order == 1 || stepIndex == 0 || (stepIndex == _schedule.Timesteps.Length - 1 && _firstOrderAtTheEnd))
        {
            return (0, first);
        }

        var ratio = Math.Log(sigmas[stepIndex - 1] / sigmas[stepIndex]) / h;
        var second = (_heun ? 1 - (first / h) : first / 2) / ratio;
        return (-second, first + second);
    }
}
