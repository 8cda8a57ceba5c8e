"""Writes pipeline-golden.json: what whole pipelines make of the tiny models `xl` and `lcm`, computed with torch and numpy alone.

    python3 tests/Flash.Inference.Tests/Models/make_pipeline_golden.py

The modules of make_tiny_models.py run here as PyTorch; noise, samplers, prompt embeds, size and guidance embeddings are written out again from their definitions.
"""
import json
import math

import numpy as np
import torch

from make_tiny_models import CHANNELS, HERE, LENGTH, TextEncoder, lcm, sdxl, vocabulary

WORDS = {"the": "the</w>", "red": "red</w>", "cat": "cat</w>"}


def philox(counter, key):
    c, (k0, k1) = list(counter), (key & 0xFFFFFFFF, key >> 32)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k1, p0 & 0xFFFFFFFF]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c


def picture_seed(seed, index):
    a, b, _, _ = philox((index, 0, 0, 0x5EED), seed)
    return a | b << 32


def gaussian(count, key, stream):
    values = []
    for block in range(count // 4):
        x = philox((block, stream, 0, 0), key)
        for a, b in ((x[0], x[1]), (x[2], x[3])):
            r, angle = math.sqrt(-2 * math.log((a + 1) / 2 ** 32)), 2 * math.pi * b / 2 ** 32
            values += [r * math.cos(angle), r * math.sin(angle)]
    return torch.tensor(values).float().reshape(1, CHANNELS, 8, 8)


def ids(text, pad):
    vocab = vocabulary()
    body = [vocab[WORDS[word]] for word in text.split()]
    out = [vocab["<|startoftext|>"], *body, vocab["<|endoftext|>"]]
    return torch.tensor([out + [pad] * (LENGTH - len(out))])


def alphas():
    betas = np.linspace(0.00085 ** 0.5, 0.012 ** 0.5, 1000) ** 2
    return np.cumprod(1 - betas)


def run_xl(noise):
    (first, second), unet, decoder = sdxl()
    end = vocabulary()["<|endoftext|>"]

    a, b = first(ids("the red cat", end)), second(ids("the red cat", 0))
    embeds, pooled = torch.cat([a[-2], b[-2]], -1), b[0]
    negative, no_pooled = torch.zeros_like(embeds), torch.zeros_like(pooled)
    time_ids = torch.tensor([[96.0, 64.0, 0, 0, 96.0, 64.0]])
    ac, steps, weight = alphas(), [501, 1], 3.0
    sigmas = [math.sqrt((1 - ac[t]) / ac[t]) for t in steps] + [0]
    x = noise * math.sqrt(sigmas[0] ** 2 + 1)
    for i, t in enumerate(steps):
        scaled = x / math.sqrt(sigmas[i] ** 2 + 1)
        low = unet(scaled, torch.tensor(float(t)), negative, no_pooled, time_ids)
        high = unet(scaled, torch.tensor(float(t)), embeds, pooled, time_ids)
        x = x + (low + weight * (high - low)) * (sigmas[i + 1] - sigmas[i])
    return decoder(x / 0.5)


def run_lcm(key):
    torch.manual_seed(7)  # the text encoder and the decoder are those of every plain tiny model
    encoder = TextEncoder(len(vocabulary()))
    from make_tiny_models import Decoder, UNet
    UNet()
    decoder, unet = Decoder(), lcm()
    embeds = encoder(ids("the red cat", vocabulary()["<|endoftext|>"]))[0]
    w, half = (8.5 - 1) * 1000, 5
    angles = [w * math.exp(-i * math.log(10000) / (half - 1)) for i in range(half)]
    guidance = torch.tensor([[math.sin(v) for v in angles] + [math.cos(v) for v in angles]])
    ac, steps, x = alphas(), [999, 499], gaussian(CHANNELS * 64, key, 0)
    for i, t in enumerate(steps):
        out = unet(x, torch.tensor(float(t)), embeds, guidance)
        clean = (x - math.sqrt(1 - ac[t]) * out) / math.sqrt(ac[t])
        s = t * 10.0
        x0 = s / math.sqrt(s * s + 0.25) * clean + 0.25 / (s * s + 0.25) * x
        x = x0
        if i + 1 < len(steps):
            x = math.sqrt(ac[steps[i + 1]]) * x0 + math.sqrt(1 - ac[steps[i + 1]]) * gaussian(CHANNELS * 64, key, 0x100 + i)
    return decoder(x / 0.5)


def describe(pixels):
    rgb = (pixels[0] * 127.5 + 127.5).clamp(0, 255).round()
    flat = rgb.permute(1, 2, 0).flatten()
    return {"width": rgb.shape[2], "height": rgb.shape[1], "mean": float(flat.mean()), "every_97th": [int(v) for v in flat[::97]]}


if __name__ == "__main__":
    with torch.no_grad():
        key = picture_seed(5, 0)
        values = []
        for block in range(CHANNELS * 12 * 8 // 4):
            x = philox((block, 0, 0, 0), key)
            for a, b in ((x[0], x[1]), (x[2], x[3])):
                r, angle = math.sqrt(-2 * math.log((a + 1) / 2 ** 32)), 2 * math.pi * b / 2 ** 32
                values += [r * math.cos(angle), r * math.sin(angle)]
        noise = torch.tensor(values).float().reshape(1, CHANNELS, 12, 8)
        golden = {"xl": describe(run_xl(noise)), "lcm": describe(run_lcm(key))}
    (HERE / "pipeline-golden.json").write_text(json.dumps(golden) + "\n")
