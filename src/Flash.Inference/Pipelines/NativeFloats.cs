using System.Runtime.InteropServices;

namespace Flash.Inference.Pipelines;

/// <summary>Floats outside the managed heap, aligned for vectors.</summary>
internal sealed unsafe class NativeFloats : IDisposable
{
    private readonly int _length;
    private float* _pointer;

    public NativeFloats(int length)
    {
        _length = length;
        _pointer = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        Values.Clear();
    }

    public Span<float> Values =>
        _pointer is null ? throw new ObjectDisposedException(nameof(NativeFloats)) : new(_pointer, _length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
