"""Makes `evaluation/`: networks that judge pictures, so small that their answers can be worked out by hand.

    python3 tests/Flash.Inference.Tests/Models/make_evaluation_models.py

Written with onnx 1.12 (Debian's python3-onnx). The same version makes the same files.
"""
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve().parent
FOLDER, SIDE = HERE / "evaluation", 16
TOKENIZER = HERE / "flash" / "tokenizer"


def save(path, nodes, inputs, outputs, constants):
    values = lambda table: [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in table.items()]
    graph = helper.make_graph(nodes, path.stem, values(inputs), values(outputs), [numpy_helper.from_array(value, name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="flash-tests")
    model.ir_version = 8
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def mean_of(picture, name):
    """[n, 3, side, side] to its mean red, green and blue."""
    return helper.make_node("ReduceMean", [picture], [name], axes=[2, 3], keepdims=0)


PICTURE = (TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])
FEATURES = (TensorProto.FLOAT, ["batch", 3])


def inception():
    save(FOLDER / "inception.onnx", [mean_of("picture", "features")], {"picture": PICTURE}, {"features": FEATURES}, {})


def referee():
    # Colour: the strongest channel. Light: whether the picture is brighter than middle grey.
    weights = np.concatenate([np.eye(3), -np.ones((3, 1)), np.ones((3, 1))], 1).astype(np.float32)
    save(FOLDER / "referee" / "model.onnx", [mean_of("pixels", "features"), helper.make_node("MatMul", ["features", "weights"], ["logits"])],
         {"pixels": PICTURE}, {"features": FEATURES, "logits": (TensorProto.FLOAT, ["batch", 5])}, {"weights": weights})
    (FOLDER / "referee" / "referee.json").write_text(json.dumps({"attributes": {"colour": ["red", "green", "blue"], "light": ["dark", "light"]}, "accuracy": {"colour": 100, "all": 99.5}}) + "\n")
    (FOLDER / "referee" / "reference.json").write_text(json.dumps({"count": 9, "mean": [0, 0, 0], "covariance": np.eye(3).tolist()}) + "\n")


def clip():
    # "red" is the red axis, "cat" the green one, every other token nothing.
    vocabulary = json.loads((TOKENIZER / "vocab.json").read_text())
    table = np.zeros((len(vocabulary), 3), np.float32)
    table[vocabulary["red</w>"], 0] = table[vocabulary["cat</w>"], 1] = 1
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["tokens"]),
             helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT), helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),
             helper.make_node("Mul", ["tokens", "column"], ["seen"]), helper.make_node("ReduceSum", ["seen", "middle"], ["text_embeds"], keepdims=0),
             mean_of("pixel_values", "image_embeds")]
    ids = (TensorProto.INT64, ["batch", "length"])
    save(FOLDER / "clip" / "model.onnx", nodes, {"input_ids": ids, "attention_mask": ids, "pixel_values": PICTURE},
         {"text_embeds": FEATURES, "image_embeds": FEATURES}, {"table": table, "last": np.array([-1]), "middle": np.array([1])})
    shutil.copytree(TOKENIZER, FOLDER / "clip" / "tokenizer", dirs_exist_ok=True)


for make in (inception, referee, clip):
    make()
