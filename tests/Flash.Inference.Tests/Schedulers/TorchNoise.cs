namespace Flash.Inference.Tests.Schedulers;

/// <summary>torch.randn on the CPU, for a multiple of 16 values: Mersenne twister, then Box and Muller in blocks of 16.
/// The published sums were made with it.</summary>
internal sealed class TorchNoise
{
    private readonly uint[] _state = new uint[624];
    private int _next = 624;

    public TorchNoise(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < 624; i++)
        {
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    public float[] Draw(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (Next() & 0xFFFFFF) * (1f / 16777216);
        }

        for (var block = 0; block < count; block += 16)
        {
            for (var j = block; j < block + 8; j++)
            {
                var radius = MathF.Sqrt(-2 * MathF.Log(1 - values[j]));
                var (sine, cosine) = MathF.SinCos(2 * MathF.PI * values[j + 8]);
                (values[j], values[j + 8]) = (radius * cosine, radius * sine);
            }
        }

        return values;
    }

    private uint Next()
    {
        if (_next == 624)
        {
            for (var i = 0; i < 624; i++)
            {
                var y = (_state[i] & 0x80000000) | (_state[(i + 1) % 624] & 0x7FFFFFFF);
                _state[i] = _state[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
            }

            _next = 0;
        }

        var x = _state[_next++];
        x ^= x >> 11;
        x ^= (x << 7) & 0x9D2C5680;
        x ^= (x << 15) & 0xEFC60000;
        return x ^ (x >> 18);
    }
}
