using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary>The size of pictures of other shapes than the model's own square.</summary>
internal static class ImagineSize
{
    private const double MostOblong = 3;

    /// <summary>About as many pixels as the model was made for, in multiples that it takes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ratio">Width to height; brought to between 1:3 and 3:1.</param>
    public static (int Width, int Height) For(DiffusionModel model, double ratio)
    {
        var scale = Math.Sqrt(Math.Clamp(ratio, 1 / MostOblong, MostOblong));
        return model.NearestSize(model.DefaultWidth * scale, model.DefaultHeight / scale);
    }
}
