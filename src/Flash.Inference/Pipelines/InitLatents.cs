using Flash.Inference.Imaging;

namespace Flash.Inference.Pipelines;

/// <summary>The latents of the picture that a request starts from.</summary>
internal static class InitLatents
{
    /// <returns>[C, h, w], as the sampler sees them; null when the request has no picture.</returns>
    public static float[]? Encode(DiffusionModel model, GenerationPlan plan, Models.RunControl control)
    {
        if (plan.Request.InitImage is not { } picture)
        {
            return null;
        }

        var scale = model.VaeDecoder.Config.ScaleFactor;
        var fitted = PictureScaling.Cover(picture, plan.LatentWidth * scale, plan.LatentHeight * scale);
        return model.VaeEncoder.Encode(fitted, control);
    }
}
