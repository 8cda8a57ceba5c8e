using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Noise;

namespace Flash.Inference.Pipelines;

/// <summary>A picture to a larger one.</summary>
/// <remarks>
/// By a super-resolution network, the one in the model's folder or the one of the models folder, and then corrected so
/// that it shrinks back to what it was. Without any by Lanczos' kernel, after which a model of many steps redraws
/// overlapping tiles at low strength: that sharpens, it does not know what was there. A model of few steps never saw
/// pictures that little is wrong with, and one without a VAE encoder sees none: these only scale. Thread safe.
/// </remarks>
internal sealed class Upscaler(DiffusionModel model, TimeProvider time)
{
    /// <summary>Enlarges, and announces each finished tile.</summary>
    /// <param name="request">Which picture, and how much larger. Checked at once, before anything runs.</param>
    /// <param name="cancellationToken">Stops it, inside a tile if need be. So does leaving the enumeration.</param>
    /// <returns>Tiles done (expendable), then exactly one <see cref="UpscaleEvent.Completed"/>.</returns>
    /// <exception cref="ArgumentException">The request asks for something that cannot be; the message says what is
    /// allowed.</exception>
    /// <exception cref="InferenceException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<UpscaleEvent> UpscaleAsync(UpscaleRequest request, CancellationToken cancellationToken)
    {
        model.ExpectOpen();
        if (request.Factor is < UpscaleRequest.MinFactor or > UpscaleRequest.MaxFactor)
        {
            throw new ArgumentException(
                $"A picture is enlarged {UpscaleRequest.MinFactor} to {UpscaleRequest.MaxFactor} times; "
                    + $"{request.Factor} was given."
            );
        }

        if (request.Strength is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"The strength is 0 to 1; {request.Strength} was given.");
        }

        var (width, height) = ((long)request.Image.Width * request.Factor, (long)request.Image.Height * request.Factor);
        if (width * height > UpscaleRequest.MaxPixels)
        {
            throw new ArgumentException(
                $"An enlarged picture has at most {UpscaleRequest.MaxPixels} pixels; {width}x{height} was asked for."
            );
        }

        return EventStream.RunAsync<UpscaleEvent>(
            (announce, token) => Upscale(request, announce, token),
            cancellationToken
        );
    }

    private void Upscale(UpscaleRequest request, Action<UpscaleEvent> announce, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var use = model.Use();
        using var control = new RunControl(cancellationToken);
        var (width, height) = (request.Image.Width * request.Factor, request.Image.Height * request.Factor);
        var (picture, method) = model.SuperResolution is { } networks
            ? (Sharpen(networks, request, announce, control), UpscaleMethod.SuperResolution)
            : Redraw(request, PictureScaling.Stretch(request.Image, width, height), announce, control);
        announce(new UpscaleEvent.Completed(picture, method, time.GetElapsedTime(started)));
    }

    private static RgbImage Sharpen(
        SuperResolutionFolder networks,
        UpscaleRequest request,
        Action<UpscaleEvent> announce,
        RunControl control
    )
    {
        var network = networks.For(request.Factor);
        var (width, height) = (request.Image.Width * request.Factor, request.Image.Height * request.Factor);
        var picture = request.Image;
        do
        {
            picture = TiledSuperResolution.Run(network, picture, announce, control);
        } while (
            picture.Width < width
            && (long)picture.Width * picture.Height * network.Scale * network.Scale <= UpscaleRequest.MaxPixels
        );

        picture = picture.Width == width ? picture : PictureScaling.Stretch(picture, width, height);
        return BackProjection.Apply(picture, request.Image);
    }

    private (RgbImage Picture, UpscaleMethod Method) Redraw(
        UpscaleRequest request,
        RgbImage scaled,
        Action<UpscaleEvent> announce,
        RunControl control
    )
    {
        var (width, height) = (TileSide(model.Widths, scaled.Width), TileSide(model.Heights, scaled.Height));
        if (!model.TakesPictures || model.IsFewStep || request.Strength == 0 || width == 0 || height == 0)
        {
            return (scaled, UpscaleMethod.Resampled);
        }

        var overlap = Math.Min(width, height) / 4;
        var tiles = TileGrid.Places(scaled, width, height, overlap);
        var tileRequest = new TextToImageRequest
        {
            Prompt = request.Prompt,
            Seed = request.Seed,
            Count = 1,
            Width = width,
            Height = height,
            InitImage = scaled,
            Strength = request.Strength,
            Previews = false,
        };
        var plan = GenerationPlan.Create(model, tileRequest);
        var prompt = PromptEncoding.Encode(model, plan, 1, 1, control);
        var canvas = new TileCanvas(scaled.Width, scaled.Height);
        for (var i = 0; i < tiles.Count; i++)
        {
            var (left, top) = tiles[i];
            var latents = model.VaeEncoder.Encode(PictureScaling.Cut(scaled, left, top, width, height), control);
            using var loop = new DenoisingLoop(
                model,
                plan,
                prompt,
                new StartPicture(latents),
                [new Frame(PictureSeed.Of(request.Seed, i), 0, 0)]
            );
            for (var step = 0; step < loop.Steps; step++)
            {
                loop.Step(step, control);
            }

            canvas.Add(loop.DecodeResult(control)[0], left, top, overlap);
            announce(new UpscaleEvent.TileDone(i + 1, tiles.Count));
        }

        return (canvas.ToRgb(), UpscaleMethod.Redrawn);
    }

    // The model's own size, or the largest it draws that fits; 0 when none does.
    private static int TileSide(PictureSizes sizes, int length) =>
        length >= sizes.Default ? sizes.Default
        : sizes.Only is null && length / sizes.Multiple * sizes.Multiple is >= PictureSizes.Min and var side ? side
        : 0;
}
