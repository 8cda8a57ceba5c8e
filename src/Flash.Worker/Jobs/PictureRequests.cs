using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;

namespace Flash.Worker.Jobs;

/// <summary>
/// What the model is asked for a recipe: the same for pictures, for the animations that start from them and for their
/// enlargements. A recipe that starts from a picture has that picture drawn again, or fetched from the network, first.
/// </summary>
internal sealed class PictureRequests(DrawingModels models, IEnumerable<IMessenger> messengers, DrawnBefore drawn)
{
    // More would be scaled down to the size that is drawn anyway.
    private const int MaxGivenSide = 2048;

    /// <exception cref="PictureUnavailableException">The picture that it starts from cannot be had any
    /// more.</exception>
    public async Task<TextToImageRequest> OfAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        var request = RecipeRequest.Of(recipe, models.For(recipe));
        if (recipe.Start is not { } start)
        {
            return request;
        }

        var picture = await StartAsync(start, cancellationToken);
        var begun = request with { InitImage = picture, Strength = (float)start.Strength };
        if (start.With is { } second)
        {
            return begun with { BlendImage = await StartAsync(second, cancellationToken) };
        }

        if (PartOf(start) is { } part)
        {
            return begun with { Mask = MaskOf(part, picture.Width, picture.Height) };
        }

        if (start.Frame is not { } frame)
        {
            return begun;
        }

        var placed = Outpainting.Place(
            picture,
            request.Width ?? picture.Width,
            request.Height ?? picture.Height,
            frame.Left,
            frame.Top,
            frame.Width,
            frame.Height
        );
        return begun with { InitImage = placed.Picture, Mask = placed.Mask, GoesOn = true };
    }

    /// <summary>Whether a point, from 0 to 1 each way, is drawn anew; null where all of the picture is.</summary>
    private static Func<double, double, bool>? PartOf(StartPicture start)
    {
        if (start.Painted is not { } painted)
        {
            return start.Region is { } region ? region.Has : null;
        }

        var cells = painted.Cells();
        return (x, y) => cells[((int)(y * painted.Height) * painted.Width) + (int)(x * painted.Width)];
    }

    /// <summary>Light where the part is.</summary>
    private static RgbImage MaskOf(Func<double, double, bool> part, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            if (part(((i % width) + 0.5) / width, ((i / width) + 0.5) / height))
            {
                pixels.AsSpan(3 * i, 3).Fill(255);
            }
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>Draws one picture of a recipe and nothing else: sub-seeds make it the one that stands in the
    /// chat.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="index">Which of its pictures, 1-based.</param>
    /// <param name="cancellationToken">Stops inside a step.</param>
    public async Task<RgbImage> DrawAsync(Recipe recipe, int index, CancellationToken cancellationToken)
    {
        if (drawn.Find(recipe, models.For(recipe))?.ElementAtOrDefault(index - 1) is { } before)
        {
            return before;
        }

        var request = await OfAsync(recipe, cancellationToken) with { Count = 1, FirstPicture = index };
        return (await models.For(recipe).GenerateAsync(request, cancellationToken)).Pictures[0];
    }

    private Task<RgbImage> StartAsync(StartPicture start, CancellationToken cancellationToken) =>
        start switch
        {
            { Drawn: { } recipe } => DrawAsync(recipe, start.Index, cancellationToken),
            { Given: { } given } => FetchAsync(given, cancellationToken),
            _ => throw new InferenceException("The recipe starts from a picture and names none."),
        };

    private async Task<RgbImage> FetchAsync(GivenPicture given, CancellationToken cancellationToken) =>
        (await ReadAsync(given, cancellationToken)).Picture;

    /// <summary>A picture that a person sent, as it was sent and decoded.</summary>
    /// <exception cref="PictureUnavailableException">It cannot be had any more.</exception>
    public async Task<(ReadOnlyMemory<byte> File, RgbImage Picture)> ReadAsync(
        GivenPicture given,
        CancellationToken cancellationToken
    )
    {
        var messenger = messengers.FirstOrDefault(messenger => messenger.Platform == given.Platform)
            ?? throw new InvalidOperationException(
                $"This worker cannot speak to {given.Platform}; give it that network's settings."
            );
        try
        {
            var file = await messenger.FetchAsync(given, cancellationToken);
            return (file, ImageDecoder.Decode(file.Span, MaxGivenSide));
        }
        catch (MessengerException fault) when (!fault.IsTransient)
        {
            throw new PictureUnavailableException(fault);
        }
    }
}
