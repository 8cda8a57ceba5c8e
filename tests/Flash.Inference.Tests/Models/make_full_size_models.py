"""Makes models of the true size of SD-Turbo or SDXL with random weights, to measure what the real ones take; they draw noise.

    python3 tests/Flash.Inference.Tests/Models/make_full_size_models.py sd-turbo models/random-sd-turbo      (5.3 GB, float32)
    python3 tests/Flash.Inference.Tests/Models/make_full_size_models.py sdxl-turbo models/random-sdxl-turbo  (7 GB, float16 on disk)

The shapes are those of the published configurations: layers, channels, heads, and with them every product's size. Weights lie beside the graphs, as in
exports of more than 2 GB. Delete the folder afterwards. Written with torch 1.13 and onnx 1.12.
"""
import argparse
import math
import shutil
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

from make_tiny_models import END, MERGES, vocabulary, write_json

LENGTH, OPSET = 77, 14
SPATIAL = {0: "batch", 2: "height", 3: "width"}
SD_TURBO = {"channels": [320, 640, 1280, 1280], "heads": [5, 10, 20, 20], "depth": [1, 1, 1, 0], "middle": 1, "context": 1024, "sample": 64, "pooled": None,
            "scaling": 0.18215, "encoders": [(1024, 16, 23, 4096)]}
SDXL_TURBO = {"channels": [320, 640, 1280], "heads": [5, 10, 20], "depth": [0, 2, 10], "middle": 10, "context": 2048, "sample": 64, "pooled": 1280,
              "scaling": 0.13025, "encoders": [(768, 12, 12, 3072), (1280, 20, 32, 5120)]}


class Attention(nn.Module):
    def __init__(self, width, context, heads, causal=False):
        super().__init__()
        self.heads, self.causal = heads, causal
        self.q, self.k, self.v, self.out = nn.Linear(width, width), nn.Linear(context, width), nn.Linear(context, width), nn.Linear(width, width)

    def forward(self, x, context):
        q, k, v = (part.reshape(part.shape[0], part.shape[1], self.heads, -1).transpose(1, 2) for part in (self.q(x), self.k(context), self.v(context)))
        scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
        if self.causal:
            scores = scores + torch.full((LENGTH, LENGTH), -1e4).triu(1)
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).flatten(2))


class Block(nn.Module):
    """One layer of a spatial transformer: to itself, to the text, and a gated network."""

    def __init__(self, width, context, heads):
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.own, self.cross = Attention(width, width, heads), Attention(width, context, heads)
        self.inner, self.outer = nn.Linear(width, 8 * width), nn.Linear(4 * width, width)

    def forward(self, x, context):
        h = self.norms[0](x)
        x = x + self.own(h, h)
        x = x + self.cross(self.norms[1](x), context)
        value, gate = self.inner(self.norms[2](x)).chunk(2, -1)
        return x + self.outer(value * F.gelu(gate))


class Spatial(nn.Module):
    def __init__(self, width, context, heads, depth):
        super().__init__()
        self.norm, self.inward, self.outward = nn.GroupNorm(32, width), nn.Linear(width, width), nn.Linear(width, width)
        self.blocks = nn.ModuleList(Block(width, context, heads) for _ in range(depth))

    def forward(self, x, context):
        h = self.inward(self.norm(x).flatten(2).transpose(1, 2))
        for block in self.blocks:
            h = block(h, context)
        return x + self.outward(h).transpose(1, 2).reshape(x.shape)


class Residual(nn.Module):
    def __init__(self, inward, outward, time=None):
        super().__init__()
        self.norm1, self.norm2 = nn.GroupNorm(32, inward), nn.GroupNorm(32, outward)
        self.conv1, self.conv2 = nn.Conv2d(inward, outward, 3, padding=1), nn.Conv2d(outward, outward, 3, padding=1)
        self.time = nn.Linear(time, outward) if time else None
        self.skip = nn.Conv2d(inward, outward, 1) if inward != outward else nn.Identity()

    def forward(self, x, t=None):
        h = self.conv1(F.silu(self.norm1(x)))
        if t is not None:
            h = h + self.time(F.silu(t))[:, :, None, None]
        return self.skip(x) + self.conv2(F.silu(self.norm2(h)))


def sinusoids(values, width):
    angles = values.reshape(-1, 1).float() * torch.exp(torch.arange(width // 2) * (-math.log(10000) / (width // 2)))
    return torch.cat([angles.cos(), angles.sin()], 1)


class UNet(nn.Module):
    def __init__(self, kind):
        super().__init__()
        channels, time = kind["channels"], 4 * kind["channels"][0]
        self.first, self.pooled = nn.Conv2d(4, channels[0], 3, padding=1), kind["pooled"]
        self.time = nn.Sequential(nn.Linear(channels[0], time), nn.SiLU(), nn.Linear(time, time))
        self.more = nn.Sequential(nn.Linear(kind["pooled"] + 6 * 256, time), nn.SiLU(), nn.Linear(time, time)) if kind["pooled"] else None

        def attend(level, depth):
            return Spatial(channels[level], kind["context"], kind["heads"][level], depth) if depth else None

        self.down, self.up, skips, width = nn.ModuleList(), nn.ModuleList(), [channels[0]], channels[0]
        for level, depth in enumerate(kind["depth"]):
            for _ in range(2):
                self.down.append(nn.ModuleList([Residual(width, channels[level], time), attend(level, depth)]))
                width = channels[level]
                skips.append(width)
            if level + 1 < len(channels):
                self.down.append(nn.ModuleList([nn.Conv2d(width, width, 3, stride=2, padding=1)]))
                skips.append(width)
        self.middle = nn.ModuleList([Residual(width, width, time), attend(len(channels) - 1, kind["middle"]), Residual(width, width, time)])
        for level in reversed(range(len(channels))):
            for i in range(3):
                part = [Residual(width + skips.pop(), channels[level], time), attend(level, kind["depth"][level])]
                width = channels[level]
                self.up.append(nn.ModuleList(part + ([nn.Conv2d(width, width, 3, padding=1)] if i == 2 and level else [])))
        self.norm, self.last = nn.GroupNorm(32, width), nn.Conv2d(width, 4, 3, padding=1)

    def forward(self, sample, timestep, encoder_hidden_states, text_embeds=None, time_ids=None):
        t = self.time(sinusoids(timestep, self.first.out_channels))
        if self.more is not None:
            t = t + self.more(torch.cat([text_embeds, sinusoids(time_ids.flatten(), 256).reshape(time_ids.shape[0], -1)], 1))
        x, skips = self.first(sample), []
        skips.append(x)
        for part in self.down:
            x = part[0](x) if len(part) == 1 else self.pair(part, x, t, encoder_hidden_states)
            skips.append(x)
        x = self.middle[2](self.middle[1](self.middle[0](x, t), encoder_hidden_states), t)
        for part in self.up:
            x = self.pair(part, torch.cat([x, skips.pop()], 1), t, encoder_hidden_states)
            if len(part) == 3:
                x = part[2](F.interpolate(x, scale_factor=2.0, mode="nearest"))
        return self.last(F.silu(self.norm(x)))

    @staticmethod
    def pair(part, x, t, context):
        x = part[0](x, t)
        return x if part[1] is None else part[1](x, context)


class Decoder(nn.Module):
    """The decoder half of Stable Diffusion's autoencoder: 49 million parameters."""

    def __init__(self):
        super().__init__()
        self.quant, self.first = nn.Conv2d(4, 4, 1), nn.Conv2d(4, 512, 3, padding=1)
        self.middle = nn.ModuleList([Residual(512, 512), nn.GroupNorm(32, 512), Attention(512, 512, 1), Residual(512, 512)])
        self.levels, width = nn.ModuleList(), 512
        for level, channels in enumerate([512, 512, 256, 128]):
            blocks = [Residual(width if i == 0 else channels, channels) for i in range(3)]
            width = channels
            self.levels.append(nn.ModuleList(blocks + ([nn.Conv2d(width, width, 3, padding=1)] if level < 3 else [])))
        self.norm, self.last = nn.GroupNorm(32, width), nn.Conv2d(width, 3, 3, padding=1)

    def forward(self, latent_sample):
        x = self.middle[0](self.first(self.quant(latent_sample)))
        h = self.middle[1](x).flatten(2).transpose(1, 2)
        x = self.middle[3](x + self.middle[2](h, h).transpose(1, 2).reshape(x.shape))
        for level in self.levels:
            for block in level[:3]:
                x = block(x)
            if len(level) == 4:
                x = level[3](F.interpolate(x, scale_factor=2.0, mode="nearest"))
        return torch.tanh(self.last(F.silu(self.norm(x))))


class TextEncoder(nn.Module):
    def __init__(self, width, heads, layers, inner, projection=None, deep=False):
        super().__init__()
        self.tokens, self.places = nn.Embedding(49408, width), nn.Parameter(torch.zeros(LENGTH, width))
        self.layers = nn.ModuleList(
            nn.ModuleList([nn.LayerNorm(width), Attention(width, width, heads, causal=True), nn.LayerNorm(width), nn.Linear(width, inner), nn.Linear(inner, width)])
            for _ in range(layers))
        self.norm, self.project, self.deep = nn.LayerNorm(width), nn.Linear(width, projection, bias=False) if projection else None, deep

    def forward(self, input_ids):
        x, states = self.tokens(input_ids) + self.places, []
        for norm1, attention, norm2, inward, outward in self.layers:
            states.append(x)
            h = norm1(x)
            x = x + attention(h, h)
            x = x + outward(F.gelu(inward(norm2(x))))
        last = self.norm(x)
        head = (self.project(last[:, -1]), last) if self.project else (last, last[:, -1])
        return (*head, *states, x) if self.deep else head


def export(module, path, inputs, outputs, axes, halve):
    """Writes to a folder of loose weights first, then as one graph with one file of weights beside it."""
    loose = path.parent / "loose"
    loose.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(module.eval(), tuple(inputs.values()), str(loose / "model.onnx"), input_names=list(inputs), output_names=outputs, dynamic_axes=axes,
                          opset_version=OPSET, do_constant_folding=False)
    model = onnx.load(str(loose / "model.onnx"))
    if halve:
        halve_weights(model.graph)
    path.unlink(missing_ok=True)
    path.with_name("model.onnx_data").unlink(missing_ok=True)
    onnx.save_model(model, str(path), save_as_external_data=True, all_tensors_to_one_file=True, location="model.onnx_data", size_threshold=1024)
    shutil.rmtree(loose)
    print(f"{path}: {sum(p.numel() for p in module.parameters()) / 1e6:.0f} million parameters, {path.with_name('model.onnx_data').stat().st_size / 1e9:.2f} GB", flush=True)


def halve_weights(graph):
    """float16 on disk; a Cast that is folded when the graph is loaded makes them float32 again."""
    casts = []
    for weight in graph.initializer:
        if weight.data_type != TensorProto.FLOAT:
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight).astype("float16"), name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)


def make(name, folder):
    torch.manual_seed(1)
    kind = {"sd-turbo": SD_TURBO, "sdxl-turbo": SDXL_TURBO}[name]
    large, sample = kind["pooled"] is not None, kind["sample"]
    write_json(folder / "model_index.json", {"_class_name": "StableDiffusionXLPipeline" if large else "StableDiffusionPipeline"})
    write_json(folder / "scheduler" / "scheduler_config.json", {"_class_name": "EulerDiscreteScheduler", "beta_schedule": "scaled_linear", "beta_start": 0.00085,
                                                                "beta_end": 0.012, "timestep_spacing": "trailing", "default_inference_steps": 1})
    for i, (width, heads, layers, inner) in enumerate(kind["encoders"]):
        number, second = ("", "_2")[i], i == 1
        tokenizer, vocab = folder / f"tokenizer{number}", vocabulary()
        write_json(tokenizer / "vocab.json", vocab)
        (tokenizer / "merges.txt").write_text("#version: 0.2\n" + "\n".join(MERGES) + "\n")
        write_json(tokenizer / "tokenizer_config.json", {"model_max_length": LENGTH})
        write_json(tokenizer / "special_tokens_map.json", {"pad_token": "!" if second or not large else END})
        write_json(folder / f"text_encoder{number}" / "config.json", {"hidden_size": width, "projection_dim": 1280})
        names = ["text_embeds", "last_hidden_state"] if second else ["last_hidden_state", "pooler_output"]
        names += [f"hidden_states.{n}" for n in range(layers + 1)] if large else []
        export(TextEncoder(width, heads, layers, inner, 1280 if second else None, large), folder / f"text_encoder{number}" / "model.onnx",
               {"input_ids": torch.zeros(1, LENGTH, dtype=torch.int64)}, names, {"input_ids": {0: "batch"}}, large)
    write_json(folder / "unet" / "config.json", {"in_channels": 4, "sample_size": sample, "block_out_channels": kind["channels"], "cross_attention_dim": kind["context"]})
    inputs = {"sample": torch.zeros(1, 4, sample, sample), "timestep": torch.tensor(999.0), "encoder_hidden_states": torch.zeros(1, LENGTH, kind["context"])}
    axes = {"sample": SPATIAL, "encoder_hidden_states": {0: "batch", 1: "sequence"}, "out_sample": SPATIAL}
    if large:
        inputs |= {"text_embeds": torch.zeros(1, 1280), "time_ids": torch.zeros(1, 6)}
        axes |= {"text_embeds": {0: "batch"}, "time_ids": {0: "batch"}}
    export(UNet(kind), folder / "unet" / "model.onnx", inputs, ["out_sample"], axes, large)
    write_json(folder / "vae_decoder" / "config.json", {"scaling_factor": kind["scaling"], "latent_channels": 4, "block_out_channels": [128, 256, 512, 512]})
    export(Decoder(), folder / "vae_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, 4, sample, sample)}, ["sample"],
           {"latent_sample": SPATIAL, "sample": SPATIAL}, large)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=["sd-turbo", "sdxl-turbo"])
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    make(given.model, given.folder)
