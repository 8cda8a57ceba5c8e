using BenchmarkDotNet.Attributes;
using Flash.Inference;

namespace Flash.Benchmarks;

/// <summary>What does it cost to make files of pictures?</summary>
[MemoryDiagnoser]
public class Encoding
{
    private RgbImage? _grid;
    private RgbImage[] _frames = [];

    [GlobalSetup]
    public void Draw()
    {
        _grid = Waves(512, 0);
        _frames = [.. Enumerable.Range(0, 16).Select(i => Waves(256, i))];
    }

    [Benchmark]
    public int Jpeg512() => ImageEncoder.EncodeJpeg(_grid!).Length; // set by GlobalSetup

    [Benchmark]
    public int Png512() => ImageEncoder.EncodePng(_grid!).Length; // set by GlobalSetup

    [Benchmark]
    public int Gif16Frames256() => ImageEncoder.EncodeGif(_frames, TimeSpan.FromMilliseconds(100)).Length;

    private static RgbImage Waves(int side, int shift)
    {
        var pixels = new byte[side * side * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 3 % side, i / 3 / side);
            pixels[i] = (byte)(128 + (100 * Math.Sin((x * 0.05) + (y * 0.03 * (1 + (i % 3))) + (shift * Math.PI / 8))));
        }

        return new RgbImage(side, side, pixels);
    }
}
