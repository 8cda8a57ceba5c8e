"""Reads a TensorFlow.js layers model: its layers and its weights, as published in npm packages."""
import base64
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

TYPES = {"float32": np.float32, "uint8": np.uint8, "uint16": np.uint16}
SCRIPT = "model.min.js"
"""What a bundler makes of model.json; its weights are then strings in Base64."""


@dataclass(frozen=True)
class Weight:
    """What it stands for is `values * scale + least`; a weight that was not quantised has scale 1 and least 0."""
    values: np.ndarray
    scale: float = 1
    least: float = 0

    @property
    def is_quantised(self) -> bool:
        return self.values.dtype != np.float32

    def floats(self) -> np.ndarray:
        return (self.values * np.float32(self.scale) + np.float32(self.least)).astype(np.float32)


@dataclass(frozen=True)
class LayersModel:
    layers: list[dict]
    """In the order in which they run."""
    outputs: list[str]
    weights: dict[str, Weight]
    """By `layer/name`."""


def read(folder: Path) -> LayersModel:
    """`folder` holds model.json and its weight files, or the bundled scripts of both."""
    script = folder / SCRIPT
    model = parse_object(bundled(script)) if script.exists() else json.loads((folder / "model.json").read_text())
    weights = {}
    for group in model["weightsManifest"]:
        shards = (shard(folder, path, script.exists()) for path in group["paths"])
        weights |= dict(slices(b"".join(shards), group["weights"]))
    topology = model["modelTopology"]
    config = topology.get("model_config", topology)["config"]
    return LayersModel(config["layers"], [output[0] for output in config["output_layers"]], weights)


def shard(folder: Path, path: str, is_script: bool) -> bytes:
    return base64.b64decode(json.loads(bundled(folder / f"{path}.min.js"))) if is_script else (folder / path).read_bytes()


def slices(data: bytes, manifest: list[dict]):
    """The weights lie one after the other without gaps."""
    at = 0
    for entry in manifest:
        quantised = entry.get("quantization", {})
        kind = np.dtype(TYPES[quantised.get("dtype", entry["dtype"])]).newbyteorder("<")
        count = math.prod(entry["shape"])
        values = np.frombuffer(data, kind, count, at).reshape(entry["shape"])
        at += values.nbytes
        yield entry["name"], Weight(values, quantised.get("scale", 1), quantised.get("min", 0))
    if at != len(data):
        raise ValueError(f"The weights take {at} bytes; the files have {len(data)}.")


def bundled(script: Path) -> str:
    """The one value that a browserified module exports."""
    text = script.read_text()
    start = re.search(r'\.exports=(?=["{]\S)(?!e\()', text)
    if start is None:
        raise ValueError(f"{script} exports no value.")
    begin = start.end()
    return text[begin:end_of_value(text, begin)]


def end_of_value(text: str, begin: int) -> int:
    depth, at, quoted = 0, begin, False
    while True:
        char = text[at]
        if quoted:
            at += char == "\\"
            quoted = char != '"'
        elif char == '"':
            quoted = True
        else:
            depth += (char in "{[") - (char in "}]")
        at += 1
        if depth == 0 and not quoted:
            return at


def parse_object(script: str) -> dict:
    """A minified object literal: names without quotes, `!0` for true, `.5` for 0.5, `1e3`."""
    tokens = re.findall(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^"{}\[\],:]+', script)
    return json.loads("".join(json_token(token, following) for token, following in zip(tokens, tokens[1:] + [""])))


def json_token(token: str, following: str) -> str:
    if token[0] in '"{}[],:' or token == "null":
        return token
    if following == ":":
        return json.dumps(token)
    if token in ("!0", "!1"):
        return "true" if token == "!0" else "false"
    return repr(float(token)) if re.search(r"[.e]", token) else token
