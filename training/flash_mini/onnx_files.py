"""Writes a module as `model.onnx`: float16 on disk, float32 in use."""
import inspect
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 16
TRACED = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
"""Later versions of PyTorch have two exporters, of which this one writes what the earlier ones do."""
SMALL = 64
"""Tensors up to this many elements stay float32: shapes, scales and other constants that cost nothing."""


def round_to_half(module: nn.Module) -> nn.Module:
    """The weights as they will be read back from the file."""
    with torch.no_grad():
        for weight in module.parameters():
            if weight.numel() > SMALL:
                weight.copy_(weight.half().float())
    return module


def write(module: nn.Module, path: Path, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    module = module.to("cpu", memory_format=torch.contiguous_format).eval()
    torch.onnx.export(module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, do_constant_folding=True, **TRACED)
    model = onnx.load(str(path))
    name_dimensions(model.graph, module(*inputs.values()), axes)
    halve_weights(model.graph)
    model.producer_name, model.producer_version = "flash-mini", ""
    for node in model.graph.node:
        node.ClearField("doc_string")
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def name_dimensions(graph: onnx.GraphProto, results: Tensor | tuple[Tensor, ...], axes: dict[str, dict[int, str]]) -> None:
    """The tracer loses the fixed dimensions of some outputs; the example's results still have them."""
    for output, result in zip(graph.output, results if isinstance(results, tuple) else (results,)):
        for i, dimension in enumerate(output.type.tensor_type.shape.dim):
            if i in axes[output.name]:
                dimension.dim_param = axes[output.name][i]
            else:
                dimension.dim_value = result.shape[i]


def halve_weights(graph: onnx.GraphProto) -> None:
    """Each float32 initialiser becomes a float16 one and a Cast, which ONNX Runtime folds when it loads the model."""
    casts = []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.size <= SMALL:
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT, name=name + ".cast"))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
