"""Makes the tiny models beside this file: real graphs with random weights, in the layouts that exports of Stable Diffusion come in.

    python3 tests/Flash.Inference.Tests/Models/make_tiny_models.py

Written with torch 1.13 and onnx 1.12 (Debian's python3-torch and python3-onnx). The same versions make the same files.
"""
import json
from pathlib import Path

import onnx
import torch
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
WIDTH, CHANNELS, LENGTH = 16, 4, 77
START, END = "<|startoftext|>", "<|endoftext|>"
MERGES = ["h e</w>", "a t</w>", "c at</w>", "t he</w>", "r e", "re d</w>"]


class TextEncoder(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.tokens, self.mix = nn.Embedding(vocabulary, WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, input_ids):
        x = self.tokens(input_ids)
        return torch.tanh(self.mix(x)), x.mean(1)


class DeepTextEncoder(TextEncoder):
    """SDXL's kind: every layer's hidden states come out; the second encoder also has a projected summary, which stands first."""

    def __init__(self, vocabulary, projection=None):
        super().__init__(vocabulary)
        self.last, self.project = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, projection) if projection else None

    def forward(self, input_ids):
        x = self.tokens(input_ids)
        middle = torch.tanh(self.mix(x))
        last = torch.tanh(self.last(middle))
        head = (self.project(last.mean(1)), last) if self.project else (last, last.mean(1))
        return (*head, x, middle, last)


class UNet(nn.Module):
    def __init__(self, phase=False, width=WIDTH, pooled=0, guidance=0, extra=0):
        super().__init__()
        self.conv_in, self.conv_out = nn.Conv2d(CHANNELS + extra, 8, 3, padding=1), nn.Conv2d(8, CHANNELS, 3, padding=1)
        self.text, self.time = nn.Linear(width, 8), nn.Linear(2, 8)
        self.motion = nn.Linear(2, 8) if phase else None
        self.pooled, self.size = (nn.Linear(pooled, 8), nn.Linear(6, 8)) if pooled else (None, None)
        self.guidance = nn.Linear(guidance, 8) if guidance else None

    def forward(self, sample, timestep, encoder_hidden_states, *more):
        t = timestep.to(sample.dtype).reshape(-1, 1) / 1000
        h = self.time(torch.cat([t, t * t], 1)) + self.text(encoder_hidden_states.mean(1))
        if self.pooled is not None:
            text_embeds, time_ids = more
            h = h + self.pooled(text_embeds) + self.size(time_ids / 100)
        if self.guidance is not None:
            h = h + self.guidance(more[0])
        if self.motion is not None:
            turn = more[0].reshape(-1, 1) * 6.2831853
            h = h + self.motion(torch.cat([turn.cos(), turn.sin()], 1))
        return self.conv_out(F.silu(self.conv_in(sample) + h.unsqueeze(-1).unsqueeze(-1)))


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(CHANNELS, 3 * 64, 1)

    def forward(self, latent_sample):
        return torch.tanh(F.pixel_shuffle(self.conv(latent_sample), 8))


class Encoder(nn.Module):
    """Averages each 8x8 square into the latents that Decoder's inverse would roughly give back; drawn=True has no variance beside the mean, as old exports."""

    def __init__(self, drawn):
        super().__init__()
        self.conv, self.drawn = nn.Conv2d(3 * 64, CHANNELS if drawn else 2 * CHANNELS, 1), drawn

    def forward(self, sample):
        return 4 * self.conv(F.pixel_unshuffle(sample, 8))


class Enlarge(nn.Module):
    """Super-resolution of a kind: every pixel becomes four."""

    def forward(self, input):
        return F.interpolate(input, scale_factor=2.0, mode="nearest")


class Broken(UNet):
    """Returns the same value everywhere after its first step."""

    def __init__(self, value):
        super().__init__(False)
        self.value = value

    def forward(self, sample, timestep, encoder_hidden_states):
        good = super().forward(sample, timestep, encoder_hidden_states)
        return torch.where(timestep < 700, torch.full_like(good, self.value), good)


class HalfAtTheEdges(nn.Module):
    """float16 in and out, float32 between: half-precision convolutions do not exist on the CPU."""

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, *inputs):
        outputs = self.module(*[i.float() if i.is_floating_point() else i for i in inputs])
        return tuple(o.half() for o in outputs) if isinstance(outputs, tuple) else outputs.half()


def byte_symbols():
    plain = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [b for b in range(256) if b not in plain]
    return [chr(b) for b in plain] + [chr(256 + i) for i in range(len(rest))]


def vocabulary():
    symbols = byte_symbols()
    tokens = symbols + [s + "</w>" for s in symbols] + [m.replace(" ", "") for m in MERGES] + [START, END]
    return {token: i for i, token in enumerate(tokens)}


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n")


def export(module, path, inputs, outputs, axes):
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs, dynamic_axes=axes, opset_version=14)


def write(name, scheduler, phase=False, ids=torch.int64, timestep=torch.tensor(999.0), half=False, unet=None, encoder=True):
    torch.manual_seed(7)
    folder, vocab = HERE / name, vocabulary()
    write_json(folder / "model_index.json", {"_class_name": "StableDiffusionPipeline"})
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler)
    write_json(folder / "tokenizer" / "vocab.json", vocab)
    (folder / "tokenizer" / "merges.txt").write_text("#version: 0.2\n" + "\n".join(MERGES) + "\n")
    write_json(folder / "tokenizer" / "tokenizer_config.json", {"model_max_length": LENGTH})
    write_json(folder / "tokenizer" / "special_tokens_map.json", {"pad_token": {"content": "!"} if name == "legacy" else END})
    write_json(folder / "text_encoder" / "config.json", {"hidden_size": WIDTH})
    write_json(folder / "unet" / "config.json", {"in_channels": CHANNELS, "sample_size": 8, "block_out_channels": [8]})
    write_json(folder / "vae_decoder" / "config.json", {"scaling_factor": 0.5, "latent_channels": CHANNELS, "block_out_channels": [8, 8, 8, 8]})

    def real(module):
        return HalfAtTheEdges(module) if half else module

    kind = torch.float16 if half else torch.float32
    text, unet, decoder = real(TextEncoder(len(vocab))), real(unet or UNet(phase)), real(Decoder())
    export(text, folder / "text_encoder" / "model.onnx", {"input_ids": torch.zeros(1, LENGTH, dtype=ids)}, ["last_hidden_state", "pooler_output"],
           {"input_ids": {0: "batch", 1: "sequence"}, "last_hidden_state": {0: "batch", 1: "sequence"}})
    spatial = {0: "batch", 2: "height", 3: "width"}
    inputs = {"sample": torch.zeros(2, CHANNELS, 8, 8, dtype=kind), "timestep": timestep.to(kind) if timestep.is_floating_point() else timestep,
              "encoder_hidden_states": torch.zeros(2, LENGTH, WIDTH, dtype=kind)}
    axes = {"sample": spatial, "encoder_hidden_states": {0: "batch", 1: "sequence"}, "out_sample": spatial}
    if timestep.dim():
        axes["timestep"] = {0: "steps"}
    if phase:
        inputs["phase"] = torch.zeros(2, dtype=kind)
        axes["phase"] = {0: "batch"}
    export(unet, folder / "unet" / "model.onnx", inputs, ["out_sample"], axes)
    export(decoder, folder / "vae_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, CHANNELS, 8, 8, dtype=kind)}, ["sample"],
           {"latent_sample": spatial, "sample": spatial})
    if encoder:
        drawn = name == "legacy"
        write_json(folder / "vae_encoder" / "config.json", {"scaling_factor": 0.5, "latent_channels": CHANNELS, "block_out_channels": [8, 8, 8, 8]})
        export(real(Encoder(drawn)), folder / "vae_encoder" / "model.onnx", {"sample": torch.zeros(1, 3, 64, 64, dtype=kind)},
               ["latent_sample" if drawn else "latent_parameters"], {"sample": spatial})
    if name == "current":
        export(Enlarge(), folder / "upscaler" / "model.onnx", {"input": torch.zeros(1, 3, 64, 64)}, ["output"], {"input": spatial, "output": spatial})


SPATIAL = {0: "batch", 2: "height", 3: "width"}


class SafetyChecker(nn.Module):
    """Calls a picture unsafe when it is redder than blue, so that a test can tell which of several it means."""

    def forward(self, clip_input, images):
        unsafe = clip_input[:, 0].mean((1, 2)) > clip_input[:, 2].mean((1, 2))
        return images * 1, unsafe


def write_special(name, index, scheduler, encoders, unet, more, config, decoder_extra=None):
    """The layouts with more parts than Stable Diffusion 1.x; returns the modules, for make_pipeline_golden.py."""
    write(name, scheduler, encoder=True)
    folder, vocab = HERE / name, vocabulary()
    write_json(folder / "model_index.json", index)
    for i, encoder in enumerate(encoders):
        part, second = ("text_encoder", False) if i == 0 else ("text_encoder_2", True)
        names = ["text_embeds", "last_hidden_state"] if second else ["last_hidden_state", "pooler_output"]
        names += ["hidden_states.0", "hidden_states.1", "hidden_states.2"]
        axes = {n: {0: "batch", 1: "sequence"} for n in ["input_ids", *names] if n not in ("text_embeds", "pooler_output")}
        export(encoder, folder / part / "model.onnx", {"input_ids": torch.zeros(1, LENGTH, dtype=torch.int64)}, names, axes)
        write_json(folder / part / "config.json", {"hidden_size": WIDTH, **({"projection_dim": 12} if second else {})})
    if len(encoders) == 2:
        for file in ("vocab.json", "merges.txt", "tokenizer_config.json"):
            (folder / "tokenizer_2").mkdir(exist_ok=True)
            (folder / "tokenizer_2" / file).write_text((folder / "tokenizer" / file).read_text())
        write_json(folder / "tokenizer_2" / "special_tokens_map.json", {"pad_token": "!"})
    width = WIDTH * max(1, len(encoders))
    inputs = {"sample": torch.zeros(2, unet.conv_in.in_channels, 8, 8), "timestep": torch.tensor(999.0), "encoder_hidden_states": torch.zeros(2, LENGTH, width), **more}
    axes = {"sample": SPATIAL, "encoder_hidden_states": {0: "batch", 1: "sequence"}, "out_sample": SPATIAL, **{key: {0: "batch"} for key in more}}
    export(unet, folder / "unet" / "model.onnx", inputs, ["out_sample"], axes)
    write_json(folder / "unet" / "config.json", {"in_channels": unet.conv_in.in_channels, "out_channels": CHANNELS, "sample_size": 8, "block_out_channels": [8], "cross_attention_dim": width, **config})


def sdxl():
    torch.manual_seed(11)
    size = len(vocabulary())
    return [DeepTextEncoder(size), DeepTextEncoder(size, projection=12)], UNet(width=2 * WIDTH, pooled=12), Decoder()


def lcm():
    torch.manual_seed(12)
    return UNet(guidance=10)


def write_xl():
    encoders, unet, decoder = sdxl()
    write_special("xl", {"_class_name": "StableDiffusionXLPipeline", "force_zeros_for_empty_prompt": True}, XL, encoders, unet,
                  {"text_embeds": torch.zeros(2, 12), "time_ids": torch.zeros(2, 6)}, {"addition_embed_type": "text_time"})
    export(decoder, HERE / "xl" / "vae_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, CHANNELS, 8, 8)}, ["sample"], {"latent_sample": SPATIAL, "sample": SPATIAL})


def write_lcm():
    write_special("lcm", {"_class_name": "LatentConsistencyModelPipeline"}, LCM, [], lcm(), {"timestep_cond": torch.zeros(2, 10)}, {"time_cond_proj_dim": 10})
    torch.manual_seed(13)
    export(Decoder(), HERE / "lcm" / "preview_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, CHANNELS, 8, 8)}, ["sample"], {"latent_sample": SPATIAL, "sample": SPATIAL})
    write_json(HERE / "lcm" / "preview_decoder" / "config.json", {"_class_name": "AutoencoderTiny", "scaling_factor": 1.0, "latent_channels": CHANNELS, "block_out_channels": [8, 8, 8, 8]})
    export(SafetyChecker(), HERE / "lcm" / "safety_checker" / "model.onnx", {"clip_input": torch.zeros(2, 3, 224, 224), "images": torch.zeros(2, 64, 64, 3)},
           ["out_images", "has_nsfw_concepts"], {"clip_input": {0: "batch"}, "images": {0: "batch", 1: "height", 2: "width"}, "has_nsfw_concepts": {0: "batch"}})


def write_inpaint():
    torch.manual_seed(14)
    write_special("inpaint", {"_class_name": "StableDiffusionInpaintPipeline"}, TEACHER, [], UNet(extra=CHANNELS + 1), {}, {})
    # The weights of the UNet lie in a file beside it, as in every export of more than 2 GB.
    path = HERE / "inpaint" / "unet" / "model.onnx"
    model = onnx.load(str(path))
    (path.parent / "model.onnx_data").unlink(missing_ok=True)
    onnx.save_model(model, str(path), save_as_external_data=True, all_tensors_to_one_file=True, location="model.onnx_data", size_threshold=64)


class SeeingDecoder(nn.Module):
    """Shows what was laid out half as strongly as what it was told."""

    def __init__(self):
        super().__init__()
        self.decoder = Decoder()

    def forward(self, latent_sample, seen):
        return self.decoder(latent_sample) + 0.5 * seen[:, :3] * seen[:, 3:]


def write_things():
    """The graphs of a model that hears and sees stored things; `training` writes its `things/` and what a planner must agree with (`flash_mini.things.fixture`)."""
    torch.manual_seed(15)
    write_special("things", {"_class_name": "StableDiffusionPipeline", "things": ["flash", "StoredThings"]}, FLASH, [], UNet(phase=True, extra=CHANNELS + 4), {"phase": torch.zeros(2)}, {})
    export(SeeingDecoder(), HERE / "things" / "vae_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, CHANNELS, 8, 8), "seen": torch.zeros(1, 4, 64, 64)}, ["sample"],
           {"latent_sample": SPATIAL, "seen": {0: "batch", 2: "pixel_height", 3: "pixel_width"}, "sample": SPATIAL})


SD = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
TEACHER = {"_class_name": "DDIMScheduler", **SD, "clip_sample": False, "set_alpha_to_one": False, "steps_offset": 1, "default_inference_steps": 4}
FLASH = {"_class_name": "ImagineFlashScheduler", **SD, "prediction_type": "v_prediction", "timestep_spacing": "trailing", "default_inference_steps": 3}
XL = {"_class_name": "EulerDiscreteScheduler", **SD, "timestep_spacing": "leading", "steps_offset": 1, "default_inference_steps": 4, "default_guidance_scale": 3}
LCM = {"_class_name": "LCMScheduler", **SD, "original_inference_steps": 50}

if __name__ == "__main__":
    write("current", TEACHER)
    write("legacy", TEACHER, ids=torch.int32, timestep=torch.tensor([999]))
    write("flash", FLASH, phase=True)
    write("half", TEACHER, half=True)
    write("blank", {**FLASH, "prediction_type": "sample"}, unet=Broken(0.0), encoder=False)
    write("not-numbers", FLASH, unet=Broken(float("nan")), encoder=False)
    write_xl()
    write_lcm()
    write_inpaint()
    write_things()
