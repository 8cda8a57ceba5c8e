"""Goes on from weights that exist: the exported autoencoder, a teacher whose vocabulary was another, and networks that were smaller.

An exported model holds the decoder nowhere else in version control; its convolutions keep their names, its group norms are found by what they scale.
A network that grew gives the same answers as before until it learns: what is new starts unheard (Net2Net, Chen et al. 2015, arXiv:1511.05641).
"""
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from .autoencoder import LATENT_CHANNELS, Autoencoder
from .bpe import Tokenizer
from .teacher import Teacher


def load_autoencoder(folder: Path, model: Autoencoder) -> int:
    """`folder` is an exported model: `vae_encoder/model.onnx` and `vae_decoder/model.onnx`. Returns how many latent channels it had; those come first."""
    read_weights(folder / "vae_encoder" / "model.onnx", model.encoder)
    return read_weights(folder / "vae_decoder" / "model.onnx", model.decoder)["layers.0.weight"].shape[1]


def refuse_smaller(channels: int, folder: str | Path, instead: str) -> None:
    """Latents that nothing was ever encoded into look like any others, so nobody would notice them until the pictures come."""
    if channels < LATENT_CHANNELS:
        raise SystemExit(f"{folder} has {channels} latent channels and this code's autoencoder {LATENT_CHANNELS}, of which the others know nothing: {instead}")


def read_weights(path: Path, module: nn.Module) -> dict[str, np.ndarray]:
    """Puts an exported network's weights into `module` and returns them by name."""
    graph = onnx.load(str(path)).graph
    stored = {weight.name.removesuffix(".half"): numpy_helper.to_array(weight) for weight in graph.initializer}
    for node in graph.node:
        scales = [name for name in node.input if name in stored and "::" in name]
        if node.op_type in ("Mul", "Add") and scales:
            # "/layers/layers.1/norm1/Mul_output_0" is layers.1.norm1's weight.
            owner = node.output[0].split("/")[2:-1]
            stored[".".join(owner) + (".weight" if node.op_type == "Mul" else ".bias")] = stored[scales[0]].reshape(-1)
    state = module.state_dict()
    missing = [name for name in state if name not in stored]
    if missing:
        raise ValueError(f"{path} has no weights for {', '.join(missing)}: was it exported from another network?")
    module.load_state_dict({name: grown(torch.from_numpy(stored[name].astype(np.float32)), value, halves=name in HALVES) for name, value in state.items()})
    return stored


HALVES = {"layers.10.weight", "layers.10.bias"}
"""Of the encoder: means, then log variances. (And of a residual block's `embed`: scales, then shifts.)"""


def grown(known: Tensor, fresh: Tensor, halves: bool = False) -> Tensor:
    """`fresh`, a weight of [outputs, inputs, ...] or [outputs], with `known` in its corner; old outputs do not hear new inputs.

    With `halves`, its outputs are two things of equal size one after the other, and each grows by itself.
    """
    if known.shape == fresh.shape:
        return known
    if halves:
        return torch.cat([grown(old, new) for old, new in zip(known.chunk(2), fresh.chunk(2))])
    result = fresh.clone()
    result[:len(known)] = 0
    result[tuple(slice(size) for size in known.shape)] = known
    return result


def load_teacher(checkpoint: Path, model: Teacher, tokenizer: Tokenizer, previous: Tokenizer) -> int:
    """Everything of `checkpoint`; the embeddings of tokens that both vocabularies have move to their new places, the others stay random. Returns how many moved."""
    saved = torch.load(checkpoint, map_location="cpu")
    # A stage's own state counts as a checkpoint too: its averaged weights.
    state = saved["teacher"] if "teacher" in saved else saved["ema"]
    fresh = model.state_dict()
    unknown = [name for name in state if name not in fresh]
    if unknown:
        raise ValueError(f"{checkpoint} has weights for {', '.join(unknown)}, which this teacher has not: was it saved from another network?")
    known = state.pop("text.tokens.weight").float()
    tokens = fresh["text.tokens.weight"].clone()
    shared = [(tokenizer.vocab[token], index) for token, index in previous.vocab.items() if token in tokenizer.vocab]
    for place, index in shared:
        tokens[place] = known[index]
    # Blocks that the checkpoint does not know begin as the identity.
    grew = {name: grown(value.float(), fresh[name], halves=".embed." in name) for name, value in state.items()}
    model.load_state_dict({**fresh, **grew, "text.tokens.weight": tokens})
    return len(shared)
