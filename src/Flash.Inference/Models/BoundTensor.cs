using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>A native buffer that a session reads or writes. Ours to see as float32, whatever the model
/// declares.</summary>
internal sealed class BoundTensor : IDisposable
{
    private readonly OrtValue? _staging;

    /// <param name="type">The element type that the model declares.</param>
    /// <param name="shape">All dimensions known.</param>
    public BoundTensor(TensorElementType type, long[] shape)
    {
        ElementType = type;
        Value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
        if (type == TensorElementType.Float16)
        {
            _staging = OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance,
                TensorElementType.Float,
                shape
            );
        }
    }

    public TensorElementType ElementType { get; }

    public OrtValue Value { get; }

    /// <summary>The values of a float tensor. Written ones reach the model with <see cref="Push"/>, its output arrives
    /// with <see cref="Pull"/>.</summary>
    public Span<float> Floats => (_staging ?? Value).GetTensorMutableDataAsSpan<float>();

    public void Push()
    {
        if (_staging is not null)
        {
            TensorPrimitives.ConvertToHalf(Floats, Halves);
        }
    }

    public void Pull()
    {
        if (_staging is not null)
        {
            TensorPrimitives.ConvertToSingle(Halves, Floats);
        }
    }

    /// <summary>Writes the same number everywhere, in whatever type the model declares.</summary>
    public void Fill(double number)
    {
        switch (ElementType)
        {
            case TensorElementType.Float or TensorElementType.Float16:
                Floats.Fill((float)number);
                break;
            case TensorElementType.Double:
                Value.GetTensorMutableDataAsSpan<double>().Fill(number);
                break;
            case TensorElementType.Int64:
                Value.GetTensorMutableDataAsSpan<long>().Fill((long)Math.Round(number));
                break;
            case TensorElementType.Int32:
                Value.GetTensorMutableDataAsSpan<int>().Fill((int)Math.Round(number));
                break;
            case TensorElementType.Bool:
                Value.GetTensorMutableDataAsSpan<bool>().Fill(number != 0);
                break;
            default:
                throw new NotSupportedException($"Cannot fill a tensor of {ElementType}.");
        }
    }

    /// <summary>Writes token ids as int32 or int64.</summary>
    public void Write(ReadOnlySpan<int> ids)
    {
        if (ElementType == TensorElementType.Int32)
        {
            ids.CopyTo(Value.GetTensorMutableDataAsSpan<int>());
            return;
        }

        var longs = Value.GetTensorMutableDataAsSpan<long>();
        TensorPrimitives.ConvertChecked(ids, longs);
    }

    public void Dispose()
    {
        Value.Dispose();
        _staging?.Dispose();
    }

    // OrtValue knows float16 only under its own type; the bits are the same.
    private Span<Half> Halves => MemoryMarshal.Cast<Float16, Half>(Value.GetTensorMutableDataAsSpan<Float16>());
}
