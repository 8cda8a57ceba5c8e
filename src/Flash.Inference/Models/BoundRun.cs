using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>A component with its inputs and outputs bound once to native buffers, to be run again and again without
/// allocating.</summary>
internal sealed class BoundRun : IDisposable
{
    private readonly OnnxComponent _component;
    private readonly Lifetime.Use _use;
    private readonly bool _rebind;
    private readonly string? _arena;
    private readonly OrtIoBinding _binding;
    private readonly List<(string Name, BoundTensor Tensor)> _inputs = [];
    private readonly List<BoundTensor> _outputs = [];

    /// <param name="component">Whose session runs.</param>
    /// <param name="rebind">True on a GPU, where an input is copied when it is bound and not when it is read.</param>
    /// <param name="arena">What gives back its buffers after each run; null to keep them for the next.</param>
    public BoundRun(OnnxComponent component, bool rebind, string? arena = null)
    {
        _arena = arena;
        _component = component;
        _rebind = rebind;
        _use = component.Use();
        _binding = component.Session.CreateIoBinding();
    }

    public BoundTensor Input(string name, params long[] shape)
    {
        var tensor = new BoundTensor(_component.Input(name).ElementDataType, shape);
        _inputs.Add((name, tensor));
        _binding.BindInput(name, tensor.Value);
        return tensor;
    }

    public BoundTensor Output(string name, params long[] shape)
    {
        var tensor = new BoundTensor(_component.Output(name).ElementDataType, shape);
        _outputs.Add(tensor);
        _binding.BindOutput(name, tensor.Value);
        return tensor;
    }

    /// <exception cref="OperationCanceledException">The generation was stopped before or during the run.</exception>
    /// <exception cref="InferenceException">The run failed.</exception>
    public void Run(RunControl control)
    {
        control.Token.ThrowIfCancellationRequested();
        foreach (var (name, tensor) in _inputs)
        {
            tensor.Push();
            if (_rebind)
            {
                _binding.BindInput(name, tensor.Value);
            }
        }

        try
        {
            var started = Stopwatch.GetTimestamp();
            _component.Session.RunWithBinding(_arena is null ? control.Options : control.Shrinking(_arena), _binding);
            control.ModelRuns += Stopwatch.GetElapsedTime(started);
        }
        catch (OnnxRuntimeException e)
        {
            // A terminated run is reported as a failure; the token knows better.
            control.Token.ThrowIfCancellationRequested();
            throw new InferenceException($"{_component.Path} failed: {OnnxComponent.Brief(e)}", e, isTransient: true);
        }

        foreach (var tensor in _outputs)
        {
            tensor.Pull();
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _inputs.ForEach(input => input.Tensor.Dispose());
        _outputs.ForEach(output => output.Dispose());
        _use.Dispose();
    }
}
