"""Makes the graphs in layouts/ beside this file: those of current/, as other exporters write them. Tests put them in the place of current's.

    python3 tests/Flash.Inference.Tests/Models/make_layouts.py

Run make_tiny_models.py first. Written with onnx 1.12 and numpy (Debian's python3-onnx). The same versions make the same files.
"""
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

HERE = Path(__file__).resolve().parent
SOURCE, TARGET = HERE / "current", HERE / "layouts"


def load(component):
    return onnx.load(str(SOURCE / component / "model.onnx"))


def save(model, name):
    path = TARGET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())


def shape(values, name, dims):
    """Declares an input's or output's dimensions: numbers, or names where any will do."""
    value = next(value for value in values if value.name == name)
    value.type.tensor_type.ClearField("shape")
    for dim in dims:
        entry = value.type.tensor_type.shape.dim.add()
        if isinstance(dim, int):
            entry.dim_value = dim
        else:
            entry.dim_param = dim


def fixed():
    """WebNN's and NPUs' exports: every dimension is a number; the UNet's batch is guidance's two."""
    text, unet, decoder, encoder = (load(name) for name in ("text_encoder", "unet", "vae_decoder", "vae_encoder"))
    shape(text.graph.input, "input_ids", [1, 77])
    shape(text.graph.output, "last_hidden_state", [1, 77, 16])
    shape(unet.graph.input, "sample", [2, 4, 8, 8])
    shape(unet.graph.input, "encoder_hidden_states", [2, 77, 16])
    shape(unet.graph.output, "out_sample", [2, 4, 8, 8])
    shape(decoder.graph.input, "latent_sample", [1, 4, 8, 8])
    shape(decoder.graph.output, "sample", [1, 3, 64, 64])
    shape(encoder.graph.input, "sample", [1, 3, 64, 64])
    for name, model in (("text_encoder", text), ("unet", unet), ("vae_decoder", decoder), ("vae_encoder", encoder)):
        save(model, f"fixed/{name}.onnx")


def open_shapes():
    """Diffusers' own script leaves every dimension open, channels too, and keeps the UNet's weights in weights.pb."""
    model = load("unet")
    shape(model.graph.input, "sample", ["batch", "channels", "height", "width"])
    shape(model.graph.output, "out_sample", ["batch", "channels", "height", "width"])
    external(model, "weights", lambda _: "weights.pb")


def sharded():
    """What a file format without room for more than 2 GB makes of larger weights."""
    external(load("unet"), "sharded", lambda i: "model.onnx_data" if i % 2 == 0 else "model.onnx_data_1")


def external(model, name, location_of):
    folder = TARGET / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = {}
    for i, tensor in enumerate(t for t in model.graph.initializer if len(t.raw_data) > 64):
        location = location_of(i)
        content = files.setdefault(location, bytearray())
        raw = tensor.raw_data
        set_external_data(tensor, location, offset=len(content), length=len(raw))
        content.extend(raw)
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
    for location, content in files.items():
        (folder / location).write_bytes(content)
    save(model, f"{name}/model.onnx")


def not_numbers():
    """SDXL's VAE in float16: its values overflow, and come out as no numbers."""
    model = load("vae_decoder")
    model.graph.node[-1].output[0] = "good"
    model.graph.initializer.append(numpy_helper.from_array(np.array(np.nan, dtype=np.float32), "nan"))
    model.graph.node.append(helper.make_node("Mul", ["good", "nan"], ["sample"]))
    save(model, "not-numbers-decoder.onnx")


def for_gpus():
    """Olive's and AMD's exports: operators of com.microsoft that only GPUs have."""
    model = load("unet")
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    for name, count in (("gamma", 8), ("beta", 8)):
        model.graph.initializer.append(numpy_helper.from_array(np.zeros(count, dtype=np.float32), name))
    conv = next(node for node in model.graph.node if node.op_type == "Conv")
    made = conv.output[0]
    conv.output[0] = "before_norm"
    norm = helper.make_node("GroupNorm", ["before_norm", "gamma", "beta"], [made], domain="com.microsoft", activation=0, channels_last=1, epsilon=1e-5, groups=2)
    model.graph.node.insert(list(model.graph.node).index(conv) + 1, norm)
    save(model, "gpu-unet.onnx")


def masked():
    """A text encoder that also takes attention_mask; here it scales what it lets through, so that a test sees whether it was filled."""
    model = load("text_encoder")
    last = next(node for node in model.graph.node if "last_hidden_state" in node.output)
    last.output[list(last.output).index("last_hidden_state")] = "unmasked"
    model.graph.input.append(helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "sequence"]))
    model.graph.initializer.append(numpy_helper.from_array(np.array([2], dtype=np.int64), "last_axis"))
    model.graph.node.extend(
        [
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last_axis"], ["wide_mask"]),
            helper.make_node("Mul", ["unmasked", "wide_mask"], ["last_hidden_state"]),
        ]
    )
    save(model, "masked-text-encoder.onnx")


def quantised():
    """int8 weights that are made floats again where they are used (QDQ)."""
    model = load("vae_decoder")
    conv = next(node for node in model.graph.node if node.op_type == "Conv")
    weight = next(tensor for tensor in model.graph.initializer if tensor.name == conv.input[1])
    values = numpy_helper.to_array(weight)
    scale = np.float32(np.abs(values).max() / 127)
    model.graph.initializer.remove(weight)
    model.graph.initializer.extend(
        [
            numpy_helper.from_array(np.round(values / scale).astype(np.int8), "weight_int8"),
            numpy_helper.from_array(np.array(scale, dtype=np.float32), "weight_scale"),
            numpy_helper.from_array(np.array(0, dtype=np.int8), "weight_zero"),
        ]
    )
    model.graph.node.insert(0, helper.make_node("DequantizeLinear", ["weight_int8", "weight_scale", "weight_zero"], [conv.input[1]]))
    save(model, "quantised-decoder.onnx")


if __name__ == "__main__":
    fixed()
    open_shapes()
    sharded()
    not_numbers()
    for_gpus()
    masked()
    quantised()
