"""Makes red-checker, a safety checker that takes red for pornographic: the share of Porn is the mean of the red channel, that of Neutral the rest.

    python3 tests/Flash.Worker.Tests/Models/make_red_checker.py

Inputs and outputs are those of models/safety-checker. Written with onnx 1.12.
"""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve().parent / "red-checker"
weights, bias = np.zeros((3, 5), np.float32), np.zeros(5, np.float32)
weights[0, 3], weights[0, 2], bias[2] = 1, -1, 1
graph = helper.make_graph(
    [helper.make_node("GlobalAveragePool", ["pictures"], ["means"]), helper.make_node("Flatten", ["means"], ["colours"]),
     helper.make_node("Gemm", ["colours", "weights", "bias"], ["shares"])],
    "red-checker", [helper.make_tensor_value_info("pictures", TensorProto.FLOAT, [1, 3, 224, 224])],
    [helper.make_tensor_value_info("shares", TensorProto.FLOAT, [1, 5])], [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(bias, "bias")])
HERE.mkdir(exist_ok=True)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), str(HERE / "model.onnx"))
(HERE / "config.json").write_text('{ "classes": ["Drawing", "Hentai", "Neutral", "Porn", "Sexy"] }\n')
