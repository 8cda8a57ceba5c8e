using System.Numerics;

namespace Flash.Inference.Provenance;

/// <summary>64 bits to symbols that survive being misread, and back: a CRC to know a true reading by, and a
/// convolutional code to reach it.</summary>
/// <remarks>CRC-16/CCITT-FALSE, then the rate 1/3 code of constraint length 7 with generators 133, 165, 171 (octal),
/// closed by six zeros; decoded by Viterbi's algorithm on soft values.</remarks>
internal static class WatermarkCode
{
    /// <summary>Symbols of one message.</summary>
    public const int Symbols = (PayloadBits + CrcBits + Memory) * Rate;

    private const int PayloadBits = 64,
        CrcBits = 16,
        Memory = 6,
        Rate = 3,
        States = 1 << Memory;
    private static readonly uint[] Generators = [0b1_011_011, 0b1_110_101, 0b1_111_001];

    /// <returns>One bit for each symbol.</returns>
    public static bool[] Encode(ulong payload)
    {
        var message = new bool[PayloadBits + CrcBits + Memory];
        for (var i = 0; i < PayloadBits; i++)
        {
            message[i] = (payload >> (PayloadBits - 1 - i) & 1) == 1;
        }

        var crc = Crc(payload);
        for (var i = 0; i < CrcBits; i++)
        {
            message[PayloadBits + i] = (crc >> (CrcBits - 1 - i) & 1) == 1;
        }

        var symbols = new bool[Symbols];
        var window = 0u;
        for (var i = 0; i < message.Length; i++)
        {
            window = Shift(window, message[i]);
            for (var j = 0; j < Rate; j++)
            {
                symbols[(i * Rate) + j] = Output(window, j);
            }
        }

        return symbols;
    }

    /// <param name="soft">For each symbol: positive where it looks like a one, negative where like a zero, the further
    /// from zero the surer.</param>
    /// <returns>Null when what was most likely sent fails its CRC.</returns>
    public static ulong? Decode(ReadOnlySpan<float> soft)
    {
        var steps = Symbols / Rate;
        var came = new byte[steps, States];
        var scores = new float[States];
        Array.Fill(scores, float.NegativeInfinity, 1, States - 1);
        var next = new float[States];
        for (var step = 0; step < steps; step++)
        {
            Array.Fill(next, float.NegativeInfinity);
            for (var state = 0; state < States; state++)
            {
                for (var bit = 0; bit < 2; bit++)
                {
                    // A state is the last six bits, the newest lowest.
                    var window = Shift((uint)state, bit == 1);
                    var score = scores[state];
                    for (var j = 0; j < Rate; j++)
                    {
                        score += Output(window, j) ? soft[(step * Rate) + j] : -soft[(step * Rate) + j];
                    }

                    var target = window & (States - 1);
                    if (score > next[target])
                    {
                        next[target] = score;
                        came[step, target] = (byte)state;
                    }
                }
            }

            (scores, next) = (next, scores);
        }

        return Walk(came);
    }

    // Backwards from the state of six zeros; the bit of a step is the lowest of the state it led to.
    private static ulong? Walk(byte[,] came)
    {
        var (payload, crc, state) = (0UL, 0u, 0);
        for (var step = came.GetLength(0) - 1; step >= 0; step--)
        {
            var bit = (uint)state & 1;
            if (step < PayloadBits)
            {
                payload |= (ulong)bit << (PayloadBits - 1 - step);
            }
            else if (step < PayloadBits + CrcBits)
            {
                crc |= bit << (PayloadBits + CrcBits - 1 - step);
            }

            state = came[step, state];
        }

        return crc == Crc(payload) ? payload : null;
    }

    private static uint Shift(uint window, bool bit) => ((window << 1) | (bit ? 1u : 0)) & ((1 << (Memory + 1)) - 1);

    private static bool Output(uint window, int generator) =>
        (BitOperations.PopCount(window & Generators[generator]) & 1) == 1;

    private static uint Crc(ulong payload)
    {
        var crc = 0xFFFFu;
        for (var i = PayloadBits - 1; i >= 0; i--)
        {
            var feedback = (crc >> 15) ^ (uint)(payload >> i & 1);
            crc = ((crc << 1) ^ (feedback == 0 ? 0u : 0x1021u)) & 0xFFFF;
        }

        return crc;
    }
}
