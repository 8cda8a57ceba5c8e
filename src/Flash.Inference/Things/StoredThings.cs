using System.Collections.Concurrent;
using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Pipelines;

namespace Flash.Inference.Things;

/// <summary>A memory of pictures that a model places, lights and restyles: the words choose things, the seed chooses
/// where they stand, and the UNet copies their layout (<c>things/</c> of a model's folder).</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class StoredThings : IConditioner
{
    /// <summary>Its class in <c>model_index.json</c>.</summary>
    public const string ClassName = "StoredThings";

    // Quarters of a latent whose opacity is told.
    private const int Quarters = 4;

    // Pictures that stay unpacked, 147 kB each.
    private const int Kept = 48;

    private readonly ThingsFile _file;
    private readonly ThingPlanner _planner;
    private readonly string _path;
    private readonly int _latentChannels,
        _scale;
    private readonly ConcurrentDictionary<ThingEntry, Art> _art = new();

    /// <param name="files">The model folder.</param>
    /// <param name="vae">Whose latents stand beside the layout's.</param>
    /// <exception cref="InferenceException">A file is missing or damaged.</exception>
    public StoredThings(ModelFiles files, VaeConfig vae)
    {
        _file = ThingsFile.Read(files);
        _planner = new ThingPlanner(_file);
        _path = files.In(ThingsFile.Folder, ThingsFile.Pictures);
        (_latentChannels, _scale) = (vae.LatentChannels, vae.ScaleFactor);
    }

    public int Channels => _latentChannels + Quarters;

    public string Said(string prompt, TextToImageRequest request) =>
        request.Mask is null ? _planner.Said(prompt) : prompt;

    public Conditioning? Of(
        string prompt,
        Frame frame,
        GenerationPlan plan,
        Func<VaeEncoder> encoder,
        RunControl control
    )
    {
        var (width, height) = (plan.LatentWidth * _scale, plan.LatentHeight * _scale);
        if (
            _planner.Plan(prompt, frame.Seed) is not { } things
            || StartLayouts.Over(things, plan, width, height, Draw) is not { } placed
        )
        {
            return null;
        }

        var (picture, opacity) = Draw(placed, frame.Phase, width, height);
        return new Conditioning(
            LayoutChannels.Of(encoder().Encode(picture, control), opacity, plan.LatentWidth, plan.LatentHeight, _scale),
            LayoutChannels.Seen(picture, opacity)
        );
    }

    /// <summary>The layout of a plan at a moment of its motion.</summary>
    internal (RgbImage Picture, byte[] Opacity) Draw(ThingPlan plan, double phase, int width, int height)
    {
        var canvas = new LayoutCanvas(width, height);
        // What stands farther away first.
        foreach (var placed in plan.Things.OrderBy(placed => placed.Base))
        {
            var art = ArtOf(placed.Thing);
            art = placed.Mirrored ? art.Mirrored() : art;
            art =
                placed.Colour is { } colour && _file.Colours.TryGetValue(colour, out var rgb)
                    ? Recolouring.Apply(art, rgb.Rgb)
                    : art;
            art = Restyling.Apply(art.Resized((int)Math.Round(placed.Side * canvas.Scale)), plan.Style);
            var floats = _file.Floating.Contains(plan.Setting);
            canvas.Put(art, placed, ThingPose.At(plan.Setting, floats, placed.Gait, phase));
        }

        return canvas.Finish();
    }

    private Art ArtOf(ThingEntry thing)
    {
        if (_art.TryGetValue(thing, out var known))
        {
            return known;
        }

        if (_art.Count >= Kept)
        {
            _art.Clear();
        }

        var file = ModelFile.Guard(_path, () =>
        {
            using var stream = File.OpenRead(_path);
            stream.Seek(thing.At, SeekOrigin.Begin);
            var bytes = new byte[thing.Bytes];
            stream.ReadExactly(bytes);
            return bytes;
        });
        return _art[thing] = Art.Read(file, _file.Side, thing.Name);
    }
}
