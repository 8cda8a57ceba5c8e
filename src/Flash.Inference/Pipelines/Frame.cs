namespace Flash.Inference.Pipelines;

/// <summary>One picture among those denoised together.</summary>
/// <param name="Seed">Its own sub-seed.</param>
/// <param name="Phase">Moment of the motion, [0, 1).</param>
/// <param name="OrbitAngle">Where on the orbit around its noise, in turns; 0 is the noise itself.</param>
internal readonly record struct Frame(ulong Seed, float Phase, double OrbitAngle);
