"""A layers model as an ONNX graph: pictures [N, 3, H, W] in, what the model makes of them out."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tfjs.package import LayersModel, Weight

OPSET = 13
NHWC, NCHW = "NHWC", "NCHW"


class Graph:
    """Activations lie as [N, C, H, W]; a `Flatten` puts them back into the order that the weights behind it know."""

    def __init__(self, model: LayersModel, factor: float):
        self.model, self.nodes, self.constants = model, [], []
        self.names: dict[str, str] = {}
        self.factor = factor
        for layer in model.layers:
            inputs = [self.names[source[0]] for source in layer["inbound_nodes"][0]] if layer["inbound_nodes"] else []
            convert = getattr(self, layer["class_name"], None)
            if convert is None:
                raise ValueError(f"The layer '{layer['name']}' is a {layer['class_name']}, which is not converted.")
            self.names[layer["name"]] = convert(layer["name"], layer["config"], *inputs)

    def add(self, kind: str, name: str, *inputs: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weight(self, name: str, *axes: int) -> str:
        """Quantised weights stay so on disk; ONNX Runtime computes what they stand for once, when it loads them."""
        found = self.model.weights[name]
        values = found.values.transpose(axes) if axes else found.values
        stored = self.constant(f"{name}/stored" if found.is_quantised else name, values)
        if not found.is_quantised:
            return stored
        number = self.add("Cast", f"{name}/number", stored, to=TensorProto.FLOAT)
        scale = self.constant(f"{name}/scale", np.float32(found.scale))
        least = self.constant(f"{name}/least", np.float32(found.least))
        return self.add("Add", name, self.add("Mul", f"{name}/scaled", number, scale), least)

    def activate(self, kind: str, name: str, values: str) -> str:
        if kind == "linear":
            return values
        if kind == "softmax":
            return self.add("Softmax", f"{name}/softmax", values, axis=1)
        if kind == "relu":
            return self.add("Relu", f"{name}/relu", values)
        raise ValueError(f"The activation '{kind}' of '{name}' is not converted.")

    # One method for each kind of layer, named as TensorFlow.js names it.

    def InputLayer(self, name: str, config: dict) -> str:
        self.input, self.side = name, config["batch_input_shape"][1]
        if self.factor == 1:
            return name
        return self.add("Mul", f"{name}/range", name, self.constant("range", np.float32(self.factor)))

    def Conv2D(self, name: str, config: dict, values: str) -> str:
        return self.convolve(name, config, values, self.weight(f"{name}/kernel", 3, 2, 0, 1), 1)

    def DepthwiseConv2D(self, name: str, config: dict, values: str) -> str:
        if config["depth_multiplier"] != 1:
            raise ValueError(f"'{name}' has the depth multiplier {config['depth_multiplier']}; 1 is converted.")
        kernel = f"{name}/depthwise_kernel"
        groups = self.model.weights[kernel].values.shape[2]
        return self.convolve(name, config, values, self.weight(kernel, 2, 3, 0, 1), groups)

    def convolve(self, name: str, config: dict, values: str, kernel: str, groups: int) -> str:
        bias = [self.weight(f"{name}/bias")] if config["use_bias"] else []
        # TensorFlow's "same" pads below and to the right first, which ONNX calls SAME_UPPER.
        padding = {"same": "SAME_UPPER", "valid": "VALID"}[config["padding"]]
        result = self.add("Conv", name, values, kernel, *bias, strides=config["strides"], group=groups,
                          dilations=config["dilation_rate"], auto_pad=padding)
        return self.activate(config["activation"], name, result)

    def BatchNormalization(self, name: str, config: dict, values: str) -> str:
        weights = [self.weight(f"{name}/{part}") for part in ("gamma", "beta", "moving_mean", "moving_variance")]
        return self.add("BatchNormalization", name, values, *weights, epsilon=config["epsilon"])

    def ReLU(self, name: str, config: dict, values: str) -> str:
        if config["max_value"] is None:
            return self.add("Relu", name, values)
        bounds = [self.constant(f"{name}/{end}", np.float32(bound)) for end, bound in (("least", 0), ("most", config["max_value"]))]
        return self.add("Clip", name, values, *bounds)

    def Activation(self, name: str, config: dict, values: str) -> str:
        return self.activate(config["activation"], name, values)

    def Add(self, name: str, config: dict, first: str, *others: str) -> str:
        return self.add("Sum", name, first, *others) if len(others) != 1 else self.add("Add", name, first, *others)

    def Concatenate(self, name: str, config: dict, *values: str) -> str:
        if config["axis"] not in (3, -1):
            raise ValueError(f"'{name}' joins along axis {config['axis']}; the channels, 3, are converted.")
        return self.add("Concat", name, *values, axis=1)

    def UpSampling2D(self, name: str, config: dict, values: str) -> str:
        if config["interpolation"] != "nearest":
            raise ValueError(f"'{name}' interpolates {config['interpolation']}; nearest is converted.")
        scales = self.constant(f"{name}/scales", np.array([1, 1, *config["size"]], np.float32))
        return self.add("Resize", name, values, "", scales, mode="nearest", coordinate_transformation_mode="asymmetric",
                        nearest_mode="floor")

    def ZeroPadding2D(self, name: str, config: dict, values: str) -> str:
        (top, bottom), (left, right) = config["padding"]
        pads = self.constant(f"{name}/pads", np.array([0, 0, top, left, 0, 0, bottom, right], np.int64))
        return self.add("Pad", name, values, pads)

    def AveragePooling2D(self, name: str, config: dict, values: str) -> str:
        if config["padding"] != "valid":
            raise ValueError(f"'{name}' pads; only pooling without is converted.")
        return self.add("AveragePool", name, values, kernel_shape=config["pool_size"], strides=config["strides"])

    def Flatten(self, name: str, config: dict, values: str) -> str:
        return self.add("Flatten", name, self.add("Transpose", f"{name}/{NHWC}", values, perm=[0, 2, 3, 1]), axis=1)

    def Dropout(self, name: str, config: dict, values: str) -> str:
        return values  # only training drops

    def Dense(self, name: str, config: dict, values: str) -> str:
        bias = [self.weight(f"{name}/bias")] if config["use_bias"] else []
        return self.activate(config["activation"], name, self.add("Gemm", name, values, self.weight(f"{name}/kernel"), *bias))


def convert(model: LayersModel, input_range: float, output_range: float, producer: str) -> onnx.ModelProto:
    """`input_range` and `output_range`: the most that the model's own numbers reach where the ONNX graph's reach 1."""
    graph = Graph(model, input_range)
    (output,) = (graph.names[name] for name in model.outputs)
    if output_range != 1:
        output = graph.add("Mul", f"{output}/range", output, graph.constant("output_range", np.float32(1 / output_range)))
    side = [graph.side, graph.side] if graph.side else ["height", "width"]
    head = model.layers[-1]
    shape = ["batch", head["config"]["units"]] if head["class_name"] == "Dense" else ["batch", 3, "height_out", "width_out"]
    made = helper.make_model(
        helper.make_graph(
            graph.nodes,
            producer,
            [helper.make_tensor_value_info(graph.input, TensorProto.FLOAT, ["batch", 3, *side])],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        producer_name=producer,
    )
    made.ir_version = 8
    onnx.checker.check_model(made, full_check=True)
    return made
