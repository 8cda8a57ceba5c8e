#:project ../../../Flash.Inference/Flash.Inference.csproj

// Draws waiting.jpg, the picture a message shows until there is a first preview: dusk from violet to blue, and a soft
// spark. dotnet run src/Flash.Bots/Replies/Placeholder/draw.cs -- src/Flash.Bots/Replies/Placeholder/waiting.jpg
using Flash.Inference;

const int size = 512;
var random = new Random(1);
var stars = Enumerable
    .Range(0, 46)
    .Select(_ =>
        (X: random.NextDouble(), Y: random.NextDouble(), Light: 0.05 + (0.3 * Math.Pow(random.NextDouble(), 3)))
    )
    .ToArray();
var pixels = new byte[size * size * 3];
for (var row = 0; row < size; row++)
{
    for (var column = 0; column < size; column++)
    {
        var (x, y) = ((column + 0.5) / size, (row + 0.5) / size);
        var (red, green, blue) = Sky(x, y);
        var light =
            Spark(x - 0.5, y - 0.46, 1)
            + (0.22 * Spark(x - 0.655, y - 0.315, 0.42))
            + (0.15 * Spark(x - 0.36, y - 0.62, 0.34));
        light += stars.Sum(star => star.Light * Math.Exp(-(Square(x - star.X) + Square(y - star.Y)) * 180_000));
        var at = ((row * size) + column) * 3;

        // A little noise keeps the gradient free of bands.
        var noise = random.NextDouble() - 0.5;
        pixels[at] = Level(red + (light * 0.95), noise);
        pixels[at + 1] = Level(green + (light * 0.88), noise);
        pixels[at + 2] = Level(blue + (light * 1.0), noise);
    }
}

File.WriteAllBytes(args[0], ImageEncoder.EncodeJpeg(new RgbImage(size, size, pixels), quality: 84));

static (double Red, double Green, double Blue) Sky(double x, double y)
{
    var down = Smooth(y + (0.10 * Math.Sin((x * 3.1) + 0.6)));
    var glow = Math.Exp(-(Square(x - 0.5) + Square((y - 0.46) * 1.1)) * 7);
    var edge = 1 - (0.55 * (Square(x - 0.5) + Square(y - 0.5)));
    return (
        ((0.085 + (0.115 * down)) + (0.16 * glow)) * edge,
        ((0.065 + (0.055 * down)) + (0.11 * glow)) * edge,
        ((0.20 + (0.15 * down)) + (0.24 * glow)) * edge
    );
}

static double Spark(double x, double y, double scale)
{
    var (u, v) = (Math.Abs(x) / scale, Math.Abs(y) / scale);
    var core = 0.75 * Math.Exp(-(Square(u) + Square(v)) * 1500);
    var halo = 0.16 * Math.Exp(-Math.Sqrt(Square(u) + Square(v)) * 13);
    var rays = (Ray(u, v, 0.11) + Ray(v, u, 0.155)) * 0.62;
    return core + halo + rays;
}

// Light along one axis that thins out towards its tip.
static double Ray(double along, double across, double length)
{
    var left = Math.Max(0, 1 - (along / length));
    var width = 0.0011 + (0.0075 * left * left);
    return left * left * Math.Exp(-Square(across / width));
}

static double Smooth(double t) => Math.Clamp(t, 0, 1) is var c ? c * c * (3 - (2 * c)) : 0;

static double Square(double value) => value * value;

static byte Level(double value, double noise) => (byte)Math.Clamp(Math.Round((255 * value) + noise), 0, 255);
