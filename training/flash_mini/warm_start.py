"""Goes on from weights that exist: the exported autoencoder, and a teacher whose vocabulary was another.

An exported model holds the decoder nowhere else in version control; its convolutions keep their names, its group norms are found by what they scale.
"""
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from .autoencoder import Autoencoder
from .bpe import Tokenizer
from .teacher import Teacher


def load_autoencoder(folder: Path, model: Autoencoder) -> None:
    """`folder` is an exported model: `vae_encoder/model.onnx` and `vae_decoder/model.onnx`."""
    read_weights(folder / "vae_encoder" / "model.onnx", model.encoder)
    read_weights(folder / "vae_decoder" / "model.onnx", model.decoder)


def read_weights(path: Path, module: nn.Module) -> None:
    graph = onnx.load(str(path)).graph
    stored = {weight.name.removesuffix(".half"): numpy_helper.to_array(weight) for weight in graph.initializer}
    for node in graph.node:
        scales = [name for name in node.input if name in stored and "::" in name]
        if node.op_type in ("Mul", "Add") and scales:
            # "/layers/layers.1/norm1/Mul_output_0" is layers.1.norm1's weight.
            owner = node.output[0].split("/")[2:-1]
            stored[".".join(owner) + (".weight" if node.op_type == "Mul" else ".bias")] = stored[scales[0]]
    state = module.state_dict()
    missing = [name for name in state if name not in stored]
    if missing:
        raise ValueError(f"{path} has no weights for {', '.join(missing)}: was it exported from another autoencoder?")
    module.load_state_dict({name: torch.from_numpy(stored[name].astype(np.float32)).reshape(value.shape) for name, value in state.items()})


def load_teacher(checkpoint: Path, model: Teacher, tokenizer: Tokenizer, previous: Tokenizer) -> int:
    """Everything of `checkpoint`; the embeddings of tokens that both vocabularies have move to their new places, the others stay random. Returns how many moved."""
    state = torch.load(checkpoint, map_location="cpu")["teacher"]
    known = state.pop("text.tokens.weight").float()
    tokens = model.state_dict()["text.tokens.weight"].clone()
    shared = [(tokenizer.vocab[token], index) for token, index in previous.vocab.items() if token in tokenizer.vocab]
    for place, index in shared:
        tokens[place] = known[index]
    model.load_state_dict({**{name: value.float() for name, value in state.items()}, "text.tokens.weight": tokens})
    return len(shared)
