using Flash.Bots.Generations;
using Flash.Inference;
using Flash.Worker.Jobs.Lettering;

namespace Flash.Worker.Jobs;

/// <summary>A lineage as one picture: from left to right, each generation as its thumbnails and what was
/// done.</summary>
internal sealed class TreePicture
{
    /// <summary>Of a thumbnail, and what lies between them, in pixels.</summary>
    private const int Side = 120,
        Across = 172,
        LabelWidth = 160,
        Down = Side + (LabelLines * Letters.Height) + 22,
        Margin = 16,
        LabelLines = 2;

    private const byte Background = 24,
        Empty = 44,
        Ink = 232,
        Line = 120;

    private static readonly byte[] Accent = [255, 176, 0];

    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _pixels;

    private TreePicture(LineagePlan plan)
    {
        _width = (2 * Margin) + (Math.Max(1, plan.Columns) * Across) - (Across - LabelWidth);
        _height = (2 * Margin) + (Math.Max(1, plan.Rows) * Down) - 12;
        _pixels = new byte[_width * _height * 3];
        _pixels.AsSpan().Fill(Background);
    }

    /// <param name="plan">What goes where; at least one.</param>
    /// <param name="pictures">Of each, its small pictures in order; none for what cannot be shown.</param>
    /// <param name="labels">Of each, what was done.</param>
    public static RgbImage Draw(
        LineagePlan plan,
        Func<GenerationId, IReadOnlyList<RgbImage>> pictures,
        Func<GenerationId, string> labels
    )
    {
        var tree = new TreePicture(plan);
        var places = plan.Steps.ToDictionary(step => step.Step.Id, PlaceOf);
        foreach (var step in plan.Steps)
        {
            if (step.Step.Parent is { } parent && places.TryGetValue(parent, out var from))
            {
                tree.Connect(from, places[step.Step.Id]);
            }
        }

        foreach (var step in plan.Steps)
        {
            var (left, top) = places[step.Step.Id];
            tree.Put(step, left, top, step.Step.IsGone ? [] : pictures(step.Step.Id), labels(step.Step.Id));
        }

        return new RgbImage(tree._width, tree._height, tree._pixels);
    }

    private static (int Left, int Top) PlaceOf(PlacedStep step) =>
        (Margin + (step.Column * Across), Margin + (int)Math.Round(step.Row * Down));

    private void Put(PlacedStep step, int left, int top, IReadOnlyList<RgbImage> pictures, string label)
    {
        if (step.IsFocus)
        {
            Fill(left - 5, top - 5, Side + 10, Side + 10, Accent);
        }

        Fill(left, top, Side, Side, [Empty, Empty, Empty]);
        // Four as two by two, as in the chat.
        var columns = pictures.Count > 1 ? 2 : 1;
        var side = Side / columns;
        foreach (var (i, picture) in pictures.Take(columns * columns).Index())
        {
            Scaled(picture, left + (i % columns * side), top + (i / columns * side), side);
        }

        var lines = Letters.Lines(label, LabelWidth, LabelLines);
        foreach (var (i, line) in lines.Index())
        {
            Letters.Write(_pixels, _width, left, top + Side + 4 + (i * Letters.Height), line, Ink);
        }

        if (step.Unshown > 0)
        {
            Letters.Write(_pixels, _width, left + Side + 6, top + Side - Letters.Height, $"+{step.Unshown}", Ink);
        }
    }

    // From the right edge of one to the left edge of the other, with a step in between.
    private void Connect((int Left, int Top) from, (int Left, int Top) to)
    {
        var (right, middle) = (from.Left + Side, from.Top + (Side / 2));
        var (bend, end) = (right + ((to.Left - right) / 2), to.Top + (Side / 2));
        byte[] line = [Line, Line, Line];
        Fill(right, middle - 1, bend - right + 1, 2, line);
        Fill(bend - 1, Math.Min(middle, end) - 1, 2, Math.Abs(end - middle) + 2, line);
        Fill(bend, end - 1, to.Left - bend, 2, line);
    }

    private void Fill(int left, int top, int width, int height, ReadOnlySpan<byte> colour)
    {
        for (var y = Math.Max(0, top); y < Math.Min(_height, top + height); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(_width, left + width); x++)
            {
                colour.CopyTo(_pixels.AsSpan(((y * _width) + x) * 3));
            }
        }
    }

    // All of it in the square, in the middle.
    private void Scaled(RgbImage picture, int left, int top, int side)
    {
        var scale = (double)side / Math.Max(picture.Width, picture.Height);
        var (width, height) = (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        var (x0, y0) = (left + ((side - width) / 2), top + ((side - height) / 2));
        for (var y = 0; y < height; y++)
        {
            var row = Math.Min(picture.Height - 1, (int)((y + 0.5) / scale));
            for (var x = 0; x < width; x++)
            {
                var column = Math.Min(picture.Width - 1, (int)((x + 0.5) / scale));
                picture
                    .Pixels.Span.Slice(((row * picture.Width) + column) * 3, 3)
                    .CopyTo(_pixels.AsSpan((((y0 + y) * _width) + x0 + x) * 3));
            }
        }
    }
}
