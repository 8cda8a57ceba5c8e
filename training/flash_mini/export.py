"""Stage `export`: models/flash-mini in the Hugging Face diffusers ONNX layout, and golden numbers for whoever runs it."""
import json
from pathlib import Path

import torch
from torch import Tensor

from . import checkpoint, diffusion, distill, preview_decoder, train_autoencoder, train_teacher, vocabulary_file
from .autoencoder import LATENT_CHANNELS, Autoencoder, SCALE_FACTOR
from .bpe import LENGTH, Tokenizer
from .latents import scaling_factor_of
from .onnx_files import round_to_half, write
from .settings import Settings
from .teacher import tokenize
from .text_encoder import HEADS, LAYERS, WIDTH, TextEncoder
from .things import seeing, stored
from .things.seeing import SeeingDecoder
from .unet import UNet

SIZE = 16
"""Latents along each side at the model's own size: 256 pixels."""
GOLDEN_PROMPT = "a red boat on the sea at sunset"


def run(settings: Settings) -> None:
    """With `layout`, also the memory of stored things and the decoder that sees them."""
    tokenizer = Tokenizer.load(settings.work / "tokenizer")
    teacher, autoencoder, scaling_factor = train_teacher.load(settings), train_autoencoder.load(settings), scaling_factor_of(settings)
    sees = seeing.load(settings, autoencoder.decoder) if settings.layout else None
    if settings.layout and sees is None:
        raise SystemExit(f"{settings.work} has no layers that see stored things: run stage `thing-decoder` first")
    checkpoint.save(settings.checkpoint, teacher, autoencoder, scaling_factor)
    write_folder(settings.export, tokenizer, teacher.text, distill.load(settings), autoencoder, scaling_factor, sees)


def write_folder(folder: Path, tokenizer: Tokenizer, text: TextEncoder, unet: UNet, autoencoder: Autoencoder, scaling_factor: float, sees: SeeingDecoder | None = None) -> None:
    """`sees` is around the autoencoder's decoder; with it comes the memory of stored things."""
    for module in (text, unet, autoencoder, *([sees.own()] if sees else [])):
        round_to_half(module)
    tokenizer.save(folder / "tokenizer")
    write_networks(folder, tokenizer, text, unet, autoencoder, sees)
    write_configs(folder, len(tokenizer.vocab), scaling_factor, unet.conv_in.in_channels, sees is not None)
    preview_decoder.export(folder, autoencoder, scaling_factor)
    if sees:
        stored.write(folder)
    vocabulary_file.write(folder, sees is not None)
    write_json(folder / "golden.json", golden(tokenizer, text, unet, autoencoder, sees))


def write_networks(folder: Path, tokenizer: Tokenizer, text: TextEncoder, unet: UNet, autoencoder: Autoencoder, sees: SeeingDecoder | None = None) -> None:
    ids, latents, picture = tokenize(tokenizer, [GOLDEN_PROMPT, ""]), wave((2, LATENT_CHANNELS, SIZE, SIZE)), wave((2, 3, 256, 256))
    heard = wave((2, unet.conv_in.in_channels, SIZE, SIZE))
    spatial = {0: "batch", 2: "height", 3: "width"}
    write(text, folder / "text_encoder" / "model.onnx", {"input_ids": ids}, ["last_hidden_state", "pooler_output"],
          {"input_ids": {0: "batch"}, "last_hidden_state": {0: "batch"}, "pooler_output": {0: "batch"}})
    write(unet, folder / "unet" / "model.onnx",
          {"sample": heard, "timestep": torch.tensor(999.0), "encoder_hidden_states": text(ids)[0], "phase": torch.tensor([0.25, 0.5])}, ["out_sample"],
          {"sample": spatial, "encoder_hidden_states": {0: "batch", 1: "sequence"}, "phase": {0: "batch"}, "out_sample": spatial})
    write(autoencoder.encoder, folder / "vae_encoder" / "model.onnx", {"sample": picture}, ["latent_parameters"],
          {"sample": spatial, "latent_parameters": spatial})
    seen = {"seen": wave((2, 4, 256, 256))} if sees else {}
    write(sees or autoencoder.decoder, folder / "vae_decoder" / "model.onnx", {"latent_sample": latents, **seen}, ["sample"],
          {"latent_sample": spatial, **({"seen": {0: "batch", 2: "pixel_height", 3: "pixel_width"}} if sees else {}), "sample": spatial})


def write_configs(folder: Path, vocabulary: int, scaling_factor: float, unet_channels: int = LATENT_CHANNELS, things: bool = False) -> None:
    write_json(folder / "model_index.json", {
        "_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.30.0", "scheduler": ["diffusers", "ImagineFlashScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"],
        **({"things": ["flash", "StoredThings"]} if things else {}),
        "safety_checker": [None, None], "feature_extractor": [None, None], "requires_safety_checker": False})
    write_json(folder / "scheduler" / "scheduler_config.json", {
        "_class_name": "ImagineFlashScheduler", "_diffusers_version": "0.30.0", "num_train_timesteps": diffusion.TRAIN_TIMESTEPS,
        "beta_schedule": "scaled_linear", "beta_start": diffusion.BETA_START, "beta_end": diffusion.BETA_END, "prediction_type": "v_prediction",
        "timestep_spacing": "trailing", "rescale_betas_zero_snr": False, "clip_sample": False, "set_alpha_to_one": True, "steps_offset": 0,
        "noise_correction": True, "default_inference_steps": 3})
    write_json(folder / "text_encoder" / "config.json", {
        "_class_name": "CLIPTextModel", "architectures": ["CLIPTextModel"], "model_type": "clip_text_model", "vocab_size": vocabulary,
        "hidden_size": WIDTH, "projection_dim": WIDTH, "intermediate_size": 4 * WIDTH, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
        "max_position_embeddings": LENGTH, "hidden_act": "quick_gelu", "bos_token_id": vocabulary - 2, "eos_token_id": vocabulary - 1,
        "pad_token_id": vocabulary - 1})
    write_json(folder / "unet" / "config.json", {
        "_class_name": "UNet2DConditionModel", "in_channels": unet_channels, "out_channels": LATENT_CHANNELS, "sample_size": SIZE,
        "cross_attention_dim": WIDTH, "phase_conditioning": True})
    vae = {"_class_name": "AutoencoderKL", "in_channels": 3, "out_channels": 3, "latent_channels": LATENT_CHANNELS, "scaling_factor": scaling_factor,
           "sample_size": SIZE * SCALE_FACTOR, "block_out_channels": [48, 48, 96, 192, 192], "force_upcast": False}
    for part in ("vae_encoder", "vae_decoder"):
        write_json(folder / part / "config.json", vae)


def wave(shape: tuple[int, ...]) -> Tensor:
    """sin(0.1 i + 1) for the flat index i: an input that every language can make."""
    count = torch.Size(shape).numel()
    return torch.sin(0.1 * torch.arange(count, dtype=torch.float64) + 1).float().reshape(shape)


@torch.no_grad()
def golden(tokenizer: Tokenizer, text: TextEncoder, unet: UNet, autoencoder: Autoencoder, sees: SeeingDecoder | None = None) -> dict:
    """What each component answers to fixed inputs, computed by PyTorch in float32 with the weights rounded as stored. A decoder that sees layouts is shown none."""
    ids = tokenize(tokenizer, [GOLDEN_PROMPT])
    hidden, pooled = text(ids)
    latents, heard, picture = (wave((1, channels, *size)) for channels, size in ((LATENT_CHANNELS, (SIZE, SIZE)), (unet.conv_in.in_channels, (SIZE, SIZE)), (3, (64, 64))))
    decoded = sees(latents, torch.zeros(1, 4, 16 * SIZE, 16 * SIZE)) if sees else autoencoder.decoder(latents)
    return {
        "inputs": "tensors named wave hold sin(0.1 i + 1) at flat index i, computed in double precision",
        "prompt": GOLDEN_PROMPT, "input_ids": ids[0].tolist(),
        "text_encoder": {"last_hidden_state": summary(hidden), "pooler_output": summary(pooled)},
        "unet": {"sample": "wave", "timestep": 666.0, "phase": 0.25, "encoder_hidden_states": "the text encoder's answer to input_ids",
                 "out_sample": summary(unet(heard, torch.tensor(666.0), hidden, torch.tensor([0.25])))},
        "vae_encoder": {"sample": "wave", "latent_parameters": summary(autoencoder.encoder(picture))},
        "vae_decoder": {"latent_sample": "wave", "sample": summary(decoded)},
    }


def summary(values: Tensor) -> dict:
    flat = values.double().flatten()
    return {"shape": list(values.shape), "sum": round(float(flat.sum()), 4), "sum_of_absolutes": round(float(flat.abs().sum()), 4),
            "first": [round(v, 6) for v in flat[:8].tolist()]}


def write_json(path: Path, value: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n")
