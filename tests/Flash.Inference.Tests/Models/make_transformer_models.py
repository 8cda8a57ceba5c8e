"""Makes the tiny models `sd3`, `flux` and `flux-dev` beside this file, and transformer-golden.json: what whole pipelines make of them.

    python3 tests/Flash.Inference.Tests/Models/make_transformer_models.py

Real graphs with random weights in the layout that optimum exports Stable Diffusion 3 and FLUX.1 in, T5's SentencePiece included. Noise, text, packing, shifts
and Euler's steps are written out again from their definitions. torch 1.13, onnx 1.12, sentencepiece 0.1.97 (Debian's); the same versions make the same files.
"""
import io
import json
import math

import numpy as np
import sentencepiece
import torch
from torch import nn
from torch.nn import functional as F

from make_pipeline_golden import describe, ids, philox, picture_seed
from make_tiny_models import HERE, LENGTH, MERGES, END, DeepTextEncoder, TextEncoder, WIDTH, export, vocabulary, write_json

LATENTS, JOINT, POOLED = 16, 40, 12
HEIGHT, ROWS, COLUMNS = 8, 4, 6  # of the golden pictures, 64x96: latents 8x12, squares 4x6
SPATIAL = {0: "batch", 2: "height", 3: "width"}
PROMPT = "the red cat"
CORPUS = ["the red cat sat on the mat", "a cat and a red boat", "the boat on the sea at night", "red, green and blue: the colours", "naïve café in the street",
          "one two three four five six seven", "The Quick Brown Fox; JUMPS over 12 lazy dogs!"] * 4
TEXTS = [PROMPT, "", "A red boat, on the SEA!", "  two   spaces ", "naïve café", "ﬁne ① ｆｕｌｌ", "猫 кот", "the" * 9, "12 + 3.5", "line\nbreak\ttab"]


class T5(nn.Module):
    def __init__(self, pieces):
        super().__init__()
        self.tokens, self.mix = nn.Embedding(pieces, JOINT), nn.Linear(JOINT, JOINT)

    def forward(self, input_ids):
        return torch.tanh(self.mix(self.tokens(input_ids)))


class Joint(nn.Module):
    """Squares of latents attend to the text; where either stands makes a difference."""

    def __init__(self, pooled, guided=False):
        super().__init__()
        self.look, self.answer, self.out = nn.Linear(4 * LATENTS, JOINT), nn.Linear(JOINT, JOINT), nn.Linear(JOINT, 4 * LATENTS)
        self.pooled, self.time, self.place = nn.Linear(pooled, JOINT), nn.Linear(2, JOINT), nn.Linear(3, JOINT)
        self.guided = nn.Linear(1, JOINT) if guided else None

    def blend(self, squares, places, text, order, pooled, time, guidance=None):
        t = time.reshape(-1, 1)
        condition = self.pooled(pooled) + self.time(torch.cat([t, t * t], 1))
        if guidance is not None:
            condition = condition + self.guided(guidance.reshape(-1, 1))
        x = self.look(squares) + torch.sin(self.place(places)).unsqueeze(0) + condition.unsqueeze(1)
        keys = text + torch.cos(order).unsqueeze(-1)
        seen = torch.softmax(x @ keys.transpose(1, 2) / math.sqrt(JOINT), -1) @ self.answer(text)
        return self.out(F.silu(x + seen))


class StableDiffusion3(Joint):
    def forward(self, hidden_states, encoder_hidden_states, pooled_projections, timestep):
        squares = F.pixel_unshuffle(hidden_states, 2).flatten(2).transpose(1, 2)
        rows, columns = hidden_states.shape[2] // 2, hidden_states.shape[3] // 2
        row = torch.arange(rows).float().reshape(-1, 1).expand(rows, columns).reshape(-1)
        column = torch.arange(columns).float().reshape(1, -1).expand(rows, columns).reshape(-1)
        places = torch.stack([torch.zeros_like(row), row, column], 1)
        order = torch.arange(encoder_hidden_states.shape[1]).float().unsqueeze(0)
        out = self.blend(squares, places, encoder_hidden_states, order, pooled_projections, timestep / 1000)
        return F.pixel_shuffle(out.transpose(1, 2).reshape(-1, 4 * LATENTS, rows, columns), 2)


class Flux(Joint):
    def forward(self, hidden_states, encoder_hidden_states, pooled_projections, timestep, txt_ids, img_ids, guidance=None):
        order = txt_ids.sum(1).unsqueeze(0) + torch.arange(encoder_hidden_states.shape[1]).float().unsqueeze(0)
        return self.blend(hidden_states, img_ids, encoder_hidden_states, order, pooled_projections, timestep, guidance)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(LATENTS, 3 * 64, 1)

    def forward(self, latent_sample):
        return torch.tanh(F.pixel_shuffle(self.conv(latent_sample), 8))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3 * 64, 2 * LATENTS, 1)

    def forward(self, sample):
        return self.conv(F.pixel_unshuffle(sample, 8))


def spiece():
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(CORPUS), model_writer=model, vocab_size=90, model_type="unigram", pad_id=0, eos_id=1, unk_id=2,
                                             bos_id=-1, hard_vocab_limit=False, minloglevel=2, num_threads=1)
    return model.getvalue()


def t5_ids(pieces, text, length):
    out = pieces.encode(text)[:length - 1] + [1]
    return torch.tensor([out + [0] * (length - len(out))])


def write_clip(folder, number, encoder, names, pad):
    part, tokenizer = folder / f"text_encoder{number}", folder / f"tokenizer{number}"
    write_json(tokenizer / "vocab.json", vocabulary())
    (tokenizer / "merges.txt").write_text("#version: 0.2\n" + "\n".join(MERGES) + "\n")
    write_json(tokenizer / "tokenizer_config.json", {"model_max_length": LENGTH})
    write_json(tokenizer / "special_tokens_map.json", {"pad_token": pad})
    axes = {n: {0: "batch", 1: "sequence"} for n in ["input_ids", *names] if n not in ("text_embeds", "pooler_output")}
    export(encoder, part / "model.onnx", {"input_ids": torch.zeros(1, LENGTH, dtype=torch.int64)}, names, axes)
    write_json(part / "config.json", {"hidden_size": WIDTH, "projection_dim": POOLED})


def write_t5(folder, number, encoder, model):
    part = folder / f"text_encoder{number}"
    export(encoder, part / "model.onnx", {"input_ids": torch.zeros(1, 9, dtype=torch.int64)}, ["last_hidden_state"],
           {"input_ids": {0: "batch", 1: "sequence"}, "last_hidden_state": {0: "batch", 1: "sequence"}})
    write_json(part / "config.json", {"d_model": JOINT})
    (folder / f"tokenizer{number}").mkdir(exist_ok=True)
    (folder / f"tokenizer{number}" / "spiece.model").write_bytes(model)


def write_rest(name, index, scheduler, decoder, vae):
    folder = HERE / name
    write_json(folder / "model_index.json", {"_class_name": index})
    write_json(folder / "scheduler" / "scheduler_config.json", {"_class_name": "FlowMatchEulerDiscreteScheduler", **scheduler})
    config = {**vae, "latent_channels": LATENTS, "block_out_channels": [8, 8, 8, 8]}
    write_json(folder / "vae_decoder" / "config.json", config)
    export(decoder, folder / "vae_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, LATENTS, 8, 8)}, ["sample"], {"latent_sample": SPATIAL, "sample": SPATIAL})
    write_json(folder / "vae_encoder" / "config.json", config)
    export(Encoder(), folder / "vae_encoder" / "model.onnx", {"sample": torch.zeros(1, 3, 64, 64)}, ["latent_parameters"], {"sample": SPATIAL})
    return folder


def write_transformer(folder, module, hidden, axes, config, more=()):
    tokens, squares = 20, 16
    inputs = {"hidden_states": hidden, "encoder_hidden_states": torch.zeros(2, tokens, JOINT), "pooled_projections": torch.zeros(2, module.pooled.in_features),
              "timestep": torch.ones(2)}
    names = {"hidden_states": axes, "encoder_hidden_states": {0: "batch_size", 1: "sequence_length"}, "pooled_projections": {0: "batch_size"},
             "timestep": {0: "step"}, "out_hidden_states": axes}
    if isinstance(module, Flux):
        inputs |= {"txt_ids": torch.zeros(tokens, 3), "img_ids": torch.zeros(squares, 3)}
        names |= {"txt_ids": {0: "sequence_length"}, "img_ids": {0: "packed_height_width"}}
        if module.guided is not None:
            inputs["guidance"], names["guidance"] = torch.ones(2), {0: "batch_size"}
    export(module, folder / "transformer" / "model.onnx", inputs, ["out_hidden_states"], names)
    write_json(folder / "transformer" / "config.json", {"sample_size": 8, "joint_attention_dim": JOINT, "pooled_projection_dim": module.pooled.in_features, **config})


def noise():
    key, values = picture_seed(5, 0), []
    for block in range(LATENTS * HEIGHT * 2 * COLUMNS // 4):
        x = philox((block, 0, 0, 0), key)
        for a, b in ((x[0], x[1]), (x[2], x[3])):
            r, angle = math.sqrt(-2 * math.log((a + 1) / 2 ** 32)), 2 * math.pi * b / 2 ** 32
            values += [r * math.cos(angle), r * math.sin(angle)]
    return torch.tensor(values).float().reshape(1, LATENTS, HEIGHT, 2 * COLUMNS)


def euler(x, sigmas, velocity):
    for sigma, following in zip(sigmas, [*sigmas[1:], 0.0]):
        x = x + (following - sigma) * velocity(x, torch.tensor([float(sigma)]))
    return x


def make_sd3(model):
    torch.manual_seed(21)
    size, pieces = len(vocabulary()), sentencepiece.SentencePieceProcessor(model_proto=model)
    first, second, t5 = DeepTextEncoder(size, POOLED), DeepTextEncoder(size, POOLED), T5(pieces.vocab_size())
    transformer, decoder = StableDiffusion3(2 * POOLED), Decoder()
    folder = write_rest("sd3", "StableDiffusion3Pipeline", {"shift": 3.0, "num_train_timesteps": 1000}, decoder, {"scaling_factor": 1.5305, "shift_factor": 0.0609})
    hidden = ["hidden_states.0", "hidden_states.1", "hidden_states.2"]
    write_clip(folder, "", first, ["text_embeds", "last_hidden_state", *hidden], END)
    write_clip(folder, "_2", second, ["text_embeds", "last_hidden_state", *hidden], "!")
    write_t5(folder, "_3", t5, model)
    write_transformer(folder, transformer, torch.zeros(2, LATENTS, 8, 8), SPATIAL, {"in_channels": LATENTS, "patch_size": 2})

    def text(prompt):
        a, b = first(ids(prompt, vocabulary()[END])), second(ids(prompt, 0))
        clip = F.pad(torch.cat([a[-2], b[-2]], -1), (0, JOINT - 2 * WIDTH))
        return torch.cat([clip, t5(t5_ids(pieces, prompt, 256))], 1), torch.cat([a[0], b[0]], -1)

    positive, negative = text(PROMPT), text("")

    def shifted(s):
        return 3 * s / (1 + 2 * s)

    # The sampler shifts the ends of its range when it is made, and everything between them again when it is used.
    sigmas = [shifted(s) for s in np.linspace(shifted(1.0), shifted(0.001), 4)]

    def velocity(x, sigma):
        low, high = (transformer(x, *embeds, sigma * 1000) for embeds in (negative, positive))
        return low + 3.0 * (high - low)

    return describe(decoder(euler(noise(), sigmas, velocity) / 1.5305 + 0.0609))


def make_flux(model, name, guided):
    torch.manual_seed(22 + guided)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
    clip, t5, transformer, decoder = TextEncoder(len(vocabulary())), T5(pieces.vocab_size()), Flux(WIDTH, guided), Decoder()
    scheduler = {"use_dynamic_shifting": True, "shift": 3.0, "base_shift": 0.5, "max_shift": 1.15} if guided else {"shift": 1.0}
    folder = write_rest(name, "FluxPipeline", {**scheduler, "num_train_timesteps": 1000}, decoder, {"scaling_factor": 0.3611, "shift_factor": 0.1159})
    write_clip(folder, "", clip, ["last_hidden_state", "pooler_output"], END)
    write_t5(folder, "_2", t5, model)
    write_transformer(folder, transformer, torch.zeros(2, 16, 4 * LATENTS), {0: "batch_size", 1: "packed_height_width"},
                      {"in_channels": 4 * LATENTS, "patch_size": 1, "guidance_embeds": guided})

    pooled = clip(ids(PROMPT, vocabulary()[END]))[1]
    length = 512 if guided else 256
    text = t5(t5_ids(pieces, PROMPT, length))
    places = torch.tensor([[0.0, row, column] for row in range(ROWS) for column in range(COLUMNS)])
    steps = 3 if guided else 4
    sigmas = np.linspace(1.0, 1 / steps, steps)
    if guided:
        mu = 0.5 + (1.15 - 0.5) / (4096 - 256) * (ROWS * COLUMNS - 256)
        sigmas = [math.exp(mu) / (math.exp(mu) + (1 / s - 1)) for s in sigmas]

    def velocity(x, sigma):
        # One token: a square's four values of the first channel, then of the second …
        packed = x.reshape(1, LATENTS, ROWS, 2, COLUMNS, 2).permute(0, 2, 4, 1, 3, 5).reshape(1, ROWS * COLUMNS, 4 * LATENTS)
        more = [torch.tensor([3.5])] if guided else []
        out = transformer(packed, text, pooled, sigma, torch.zeros(length, 3), places, *more)
        return out.reshape(1, ROWS, COLUMNS, LATENTS, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(x.shape)

    return describe(decoder(euler(noise(), sigmas, velocity) / 0.3611 + 0.1159))


if __name__ == "__main__":
    with torch.no_grad():
        model = spiece()
        golden = {"sd3": make_sd3(model), "flux": make_flux(model, "flux", False), "flux-dev": make_flux(model, "flux-dev", True)}
        pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
        golden["t5"] = [{"text": text, "ids": pieces.encode(text)} for text in TEXTS]
    (HERE / "transformer-golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n")
