using Flash.Inference.Imaging;
using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>The second phase of every pipeline: the picture that a request starts from, and its mask, to
/// latents.</summary>
internal static class StartPictureEncoding
{
    private const byte Grey = 128;

    /// <returns>Null when the request has no picture and the UNet asks for none.</returns>
    public static StartPicture? Encode(DiffusionModel model, GenerationPlan plan, RunControl control)
    {
        var scale = model.VaeDecoder.Config.ScaleFactor;
        var (width, height) = (plan.LatentWidth * scale, plan.LatentHeight * scale);
        var inpaints = model.HearsMasks;
        if (plan.Request.InitImage is not { } given)
        {
            return inpaints ? Blank(model, plan, width, height, control) : null;
        }

        var picture = PictureScaling.Cover(given, width, height);
        var latents = model.VaeEncoder.Encode(picture, control);
        if (plan.Request.BlendImage is { } second)
        {
            var other = model.VaeEncoder.Encode(PictureScaling.Cover(second, width, height), control);
            latents = LatentBlend.Mix(latents, other, plan.Request.BlendShare);
        }

        var start = new StartPicture(latents);
        var mask = plan.Request.Mask is { } drawn ? PictureMask.From(PictureScaling.Cover(drawn, width, height)) : null;
        if (mask is null && !inpaints)
        {
            return start;
        }

        mask ??= PictureMask.Everything(width, height);
        var cells = mask.Cells(scale);
        return start with
        {
            Mask = plan.Request.Mask is null ? null : cells,
            Paste = plan.Request.Mask is null
                ? null
                : new MaskedPaste(
                    picture,
                    plan.Request.GoesOn ? mask.Hard() : mask.Softened(scale),
                    plan.Request.GoesOn
                ),
            Extra = inpaints ? [.. cells, .. model.VaeEncoder.Encode(mask.Cover(picture, Grey), control)] : null,
        };
    }

    // A UNet made for inpainting, asked for a picture out of nothing: everything is to be redrawn.
    private static StartPicture Blank(
        DiffusionModel model,
        GenerationPlan plan,
        int width,
        int height,
        RunControl control
    )
    {
        var pixels = new byte[width * height * 3];
        pixels.AsSpan().Fill(Grey);
        var cells = PictureMask.Everything(width, height).Cells(model.VaeDecoder.Config.ScaleFactor);
        return new StartPicture([])
        {
            Extra = [.. cells, .. model.VaeEncoder.Encode(new RgbImage(width, height, pixels), control)],
        };
    }
}
