"""The converter of TensorFlow.js layers models, against a plain computation of the same layers in the order [N, H, W, C]."""
import base64
import json

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper
from tfjs.graph import convert
from tfjs.package import Weight, parse_object, read
from torch.nn import functional as F

LINEAR = {"activation": "linear", "use_bias": True, "dilation_rate": [1, 1]}


def layer(kind, name, inputs, **config):
    return {"class_name": kind, "name": name, "config": {"name": name, **config}, "inbound_nodes": [[[i, 0, 0, {}] for i in inputs]] if inputs else []}


def package(folder, layers, weights, output, quantised=()):
    """A published package: model.json and one weight file; `quantised` weights as bytes with scale and least."""
    manifest, data = [], b""
    for name, values in weights.items():
        entry = {"name": name, "shape": list(values.shape), "dtype": "float32"}
        if name in quantised:
            least, scale = float(values.min()), float(values.max() - values.min()) / 255
            entry["quantization"] = {"min": least, "scale": scale, "dtype": "uint8"}
            values = np.round((values - least) / scale).astype(np.uint8)
        manifest.append(entry)
        data += values.tobytes()
    config = {"name": "model", "layers": layers, "input_layers": [["in", 0, 0]], "output_layers": [[output, 0, 0]]}
    model = {"modelTopology": {"model_config": {"class_name": "Model", "config": config}}, "weightsManifest": [{"paths": ["w.bin"], "weights": manifest}]}
    (folder / "w.bin").write_bytes(data)
    (folder / "model.json").write_text(json.dumps(model))
    return folder


def run(model: onnx.ModelProto, values: np.ndarray) -> np.ndarray:
    """The graph's own arithmetic, operator by operator, in PyTorch."""
    known = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in model.graph.initializer}
    known[model.graph.input[0].name] = torch.from_numpy(values)
    for node in model.graph.node:
        a = {x.name: onnx.helper.get_attribute_value(x) for x in node.attribute}
        i = [known[name] for name in node.input if name]
        known[node.output[0]] = OPERATORS[node.op_type](a, *i)
    return known[model.graph.output[0].name].numpy()


def conv(a, x, kernel, bias=None):
    if a["auto_pad"] == b"SAME_UPPER":
        pads = [max(0, (-(-x.shape[d] // s) - 1) * s + kernel.shape[d] - x.shape[d]) for d, s in zip((2, 3), a["strides"])]
        x = F.pad(x, [pads[1] // 2, pads[1] - pads[1] // 2, pads[0] // 2, pads[0] - pads[0] // 2])
    return F.conv2d(x, kernel, bias, a["strides"], groups=a["group"])


def pad(a, x, pads):
    top, left, bottom, right = (int(pads[i]) for i in (2, 3, 6, 7))
    return F.pad(x, [left, right, top, bottom])


OPERATORS = {
    "Add": lambda a, x, y: x + y, "Mul": lambda a, x, y: x * y, "Cast": lambda a, x: x.float(), "Relu": lambda a, x: F.relu(x),
    "Clip": lambda a, x, low, high: torch.clamp(x, low, high), "Softmax": lambda a, x: F.softmax(x, a["axis"]), "Conv": conv, "Pad": pad,
    "Concat": lambda a, *x: torch.cat(x, a["axis"]), "Transpose": lambda a, x: x.permute(a["perm"]), "Flatten": lambda a, x: x.flatten(a["axis"]),
    "Gemm": lambda a, x, w, b=0: x @ w + b, "AveragePool": lambda a, x: F.avg_pool2d(x, a["kernel_shape"], a["strides"]),
    "Resize": lambda a, x, s: F.interpolate(x, scale_factor=[float(s[2]), float(s[3])], mode="nearest"),
    "BatchNormalization": lambda a, x, g, b, m, v: F.batch_norm(x, m, v, g, b, eps=a["epsilon"]),
}


def reference_conv(x, kernel, bias, stride, same, depthwise=False):
    """TensorFlow's convolution, pixel by pixel; x is [H, W, C], the kernel [h, w, C, out]."""
    h, w = kernel.shape[:2]
    if same:
        needed = [max(0, (-(-n // stride) - 1) * stride + k - n) for n, k in zip(x.shape, (h, w))]
        x = np.pad(x, [(needed[0] // 2, needed[0] - needed[0] // 2), (needed[1] // 2, needed[1] - needed[1] // 2), (0, 0)])
    rows, columns = (x.shape[0] - h) // stride + 1, (x.shape[1] - w) // stride + 1
    result = np.zeros((rows, columns, kernel.shape[2] if depthwise else kernel.shape[3]))
    for r in range(rows):
        for c in range(columns):
            part = x[r * stride:r * stride + h, c * stride:c * stride + w]
            result[r, c] = np.einsum("hwc,hwc->c", part, kernel[..., 0]) if depthwise else np.einsum("hwc,hwco->o", part, kernel)
    return result + bias


def test_an_enlarging_network(tmp_path):
    random = np.random.default_rng(1)
    weights = {"a/kernel": random.normal(size=(3, 3, 3, 4)), "a/bias": random.normal(size=4), "b/kernel": random.normal(size=(5, 5, 8, 3)), "b/bias": random.normal(size=3)}
    weights = {name: values.astype(np.float32) for name, values in weights.items()}
    layers = [
        layer("InputLayer", "in", [], batch_input_shape=[None, None, None, 3]),
        layer("Conv2D", "a", ["in"], strides=[1, 1], padding="same", **LINEAR),
        layer("Activation", "r", ["a"], activation="relu"),
        layer("Concatenate", "c", ["a", "r"], axis=3),
        layer("UpSampling2D", "u", ["c"], size=[2, 2], interpolation="nearest"),
        layer("Conv2D", "b", ["u"], strides=[1, 1], padding="same", **LINEAR),
        layer("Add", "s", ["b", "b"]),
    ]
    x = random.uniform(size=(6, 5, 3)).astype(np.float32)

    model = convert(read(package(tmp_path, layers, weights, "s")), 255, 255, "test")
    made = run(model, x.transpose(2, 0, 1)[None])

    a = reference_conv(255 * x, weights["a/kernel"], weights["a/bias"], 1, True)
    u = np.concatenate([a, np.maximum(a, 0)], 2).repeat(2, 0).repeat(2, 1)
    expected = 2 * reference_conv(u, weights["b/kernel"], weights["b/bias"], 1, True) / 255
    assert made.shape == (1, 3, 12, 10)
    np.testing.assert_allclose(made[0].transpose(1, 2, 0), expected, rtol=1e-3, atol=1e-3)


def test_a_classifying_network_with_quantised_weights(tmp_path):
    random = np.random.default_rng(2)
    shapes = {"c/kernel": (3, 3, 3, 4), "d/depthwise_kernel": (3, 3, 4, 1), "n/gamma": 4, "n/beta": 4, "n/moving_mean": 4, "n/moving_variance": 4, "e/kernel": (36, 5), "e/bias": 5}
    weights = {name: random.uniform(0.1, 1, size=shape).astype(np.float32) for name, shape in shapes.items()}
    layers = [
        layer("InputLayer", "in", [], batch_input_shape=[None, 12, 12, 3]),
        layer("ZeroPadding2D", "z", ["in"], padding=[[0, 1], [0, 1]]),
        layer("Conv2D", "c", ["z"], strides=[2, 2], padding="valid", activation="linear", use_bias=False, dilation_rate=[1, 1]),
        layer("BatchNormalization", "n", ["c"], epsilon=0.001),
        layer("ReLU", "r", ["n"], max_value=6),
        layer("DepthwiseConv2D", "d", ["r"], strides=[1, 1], padding="same", depth_multiplier=1, activation="linear", use_bias=False, dilation_rate=[1, 1]),
        layer("AveragePooling2D", "p", ["d"], pool_size=[2, 2], strides=[2, 2], padding="valid"),
        layer("Flatten", "f", ["p"]),
        layer("Dropout", "o", ["f"]),
        layer("Dense", "e", ["o"], units=5, activation="softmax", use_bias=True),
    ]
    x = random.uniform(size=(12, 12, 3)).astype(np.float32)
    read_back = read(package(tmp_path, layers, weights, "e", quantised=weights))

    model = convert(read_back, 1, 1, "test")
    made = run(model, x.transpose(2, 0, 1)[None])

    w = {name: weight.floats() for name, weight in read_back.weights.items()}
    assert all(np.abs(w[name] - weights[name]).max() < 0.003 for name in weights)
    c = reference_conv(np.pad(x, [(0, 1), (0, 1), (0, 0)]), w["c/kernel"], 0, 2, False)
    n = np.clip((c - w["n/moving_mean"]) / np.sqrt(w["n/moving_variance"] + 0.001) * w["n/gamma"] + w["n/beta"], 0, 6)
    d = reference_conv(n, w["d/depthwise_kernel"], 0, 1, True, depthwise=True)
    p = d.reshape(3, 2, 3, 2, 4).mean((1, 3))
    logits = p.reshape(-1) @ w["e/kernel"] + w["e/bias"]
    expected = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
    np.testing.assert_allclose(made[0], expected, rtol=1e-3, atol=1e-5)


def test_what_a_bundler_makes_of_a_package_is_read(tmp_path):
    values = np.arange(6, dtype=np.uint8)
    script = 'x={1:[function(e,a,n){a.exports={modelTopology:{model_config:{config:{layers:[{name:"in",class_name:"InputLayer",inbound_nodes:[]}],' \
        'output_layers:[["in",0,0]]}}},weightsManifest:[{paths:["w"],weights:[{name:"a/b",shape:[2,3],dtype:"float32",quantization:{min:-.5,scale:2e-3,dtype:"uint8"}}]}]}},{}]}'
    (tmp_path / "model.min.js").write_text("!function(e){module.exports=e()}(" + script + ")")
    (tmp_path / "w.min.js").write_text(f'!function(e){{module.exports=e()}}(a.exports="{base64.b64encode(values.tobytes()).decode()}")')

    model = read(tmp_path)

    assert model.outputs == ["in"]
    np.testing.assert_allclose(model.weights["a/b"].floats(), values.reshape(2, 3) * 0.002 - 0.5, atol=1e-7)


def test_minified_literals():
    assert parse_object('{a:!0,b_1:!1,c:[.5,-.25,1e-7,12,null],d:"x:{y},\\"z\\"",e:{}}') == \
        {"a": True, "b_1": False, "c": [0.5, -0.25, 1e-7, 12, None], "d": 'x:{y},"z"', "e": {}}


def test_what_is_not_known_is_refused(tmp_path):
    layers = [layer("InputLayer", "in", [], batch_input_shape=[None, None, None, 3]), layer("Conv3D", "c", ["in"])]
    with pytest.raises(ValueError, match="'c' is a Conv3D"):
        convert(read(package(tmp_path, layers, {}, "c")), 1, 1, "test")


def test_files_longer_than_their_weights_are_refused(tmp_path):
    folder = package(tmp_path, [layer("InputLayer", "in", [], batch_input_shape=[None, 1, 1, 3])], {"a/b": np.zeros(2, np.float32)}, "in")
    (folder / "w.bin").write_bytes(bytes(12))
    with pytest.raises(ValueError, match="take 8 bytes; the files have 12"):
        read(folder)


def test_a_weight_that_is_not_quantised_stands_for_itself():
    assert Weight(np.float32([1, 2])).floats().tolist() == [1, 2]
