"""Makes trial.onnx beside this file: the one small convolution that must run before a GPU is said to work.

    python3 src/Flash.Inference/Models/make_trial.py

Written with onnx 1.12 (Debian's python3-onnx). The same version makes the same file.
"""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

kernel = numpy_helper.from_array(np.full((4, 4, 3, 3), 1 / 36, dtype=np.float32), "kernel")
shape = [1, 4, 16, 16]
graph = helper.make_graph(
    [helper.make_node("Conv", ["sample", "kernel"], ["out"], pads=[1, 1, 1, 1])],
    "trial",
    [helper.make_tensor_value_info("sample", TensorProto.FLOAT, shape)],
    [helper.make_tensor_value_info("out", TensorProto.FLOAT, shape)],
    [kernel],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=7)
onnx.checker.check_model(model)
Path(__file__).with_name("trial.onnx").write_bytes(model.SerializeToString())
