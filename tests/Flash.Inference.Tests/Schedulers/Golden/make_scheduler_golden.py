"""Writes scheduler-golden.json: the trajectories of diffusers' own schedulers, over many configurations.

    git clone --branch v0.40.0 https://github.com/huggingface/diffusers
    PYTHONPATH=diffusers/src python3 tests/Flash.Inference.Tests/Schedulers/Golden/make_scheduler_golden.py

Made with diffusers 0.40.0, torch 1.13.1 and numpy 1.24.2 on a CPU. The model is sin(x)·t/(t+1), the sample diffusers' own
deterministic one of shape [4, 3, 8, 8], and the noise of step k is √2·sin(0.7·i + k), so that no generator takes part.
"""
import importlib
import itertools
import json
from pathlib import Path

import numpy as np
import torch

import diffusers

HERE = Path(__file__).resolve().parent
MODULES = {"DDIMScheduler": "ddim", "EulerDiscreteScheduler": "euler_discrete", "EulerAncestralDiscreteScheduler": "euler_ancestral_discrete", "LCMScheduler": "lcm",
           "TCDScheduler": "tcd", "DPMSolverMultistepScheduler": "dpmsolver_multistep", "FlowMatchEulerDiscreteScheduler": "flow_match_euler_discrete"}
SD = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
SIZE, PROBES = 4 * 3 * 8 * 8, [1, 2, 255, 511, 767]


def sample():
    return (torch.arange(SIZE).reshape(3, 8, 8, 4) / SIZE).permute(3, 0, 1, 2).contiguous()


def noise(step):
    return (2 ** 0.5 * torch.sin(0.7 * torch.arange(SIZE, dtype=torch.float64) + step)).float().reshape(4, 3, 8, 8)


def run(name, config, steps=None, timesteps=None, eta=None):
    module = importlib.import_module(f"diffusers.schedulers.scheduling_{MODULES[name]}")
    scheduler = getattr(module, name)(**config)
    if timesteps is not None and name == "FlowMatchEulerDiscreteScheduler":
        scheduler.set_timesteps(timesteps=list(timesteps))
    elif timesteps is not None:
        scheduler.set_timesteps(timesteps=list(timesteps))
    else:
        scheduler.set_timesteps(steps)
    x = sample() * (scheduler.init_noise_sigma if hasattr(scheduler, "init_noise_sigma") else 1)
    trail = []
    for k, t in enumerate(scheduler.timesteps):
        module.randn_tensor = lambda *a, k=k, **b: noise(k)
        scaled = scheduler.scale_model_input(x, t) if hasattr(scheduler, "scale_model_input") else x
        out = torch.sin(scaled) * (t / (t + 1)).float()
        extra = {"eta": eta} if eta is not None else {}
        x = scheduler.step(out, t, x, **extra).prev_sample
        trail.append(float(x.flatten()[255]))
    end = x.flatten()
    given = {k: v for k, v in {"steps": steps, "visit": timesteps, "eta": eta}.items() if v is not None}
    return {"config": {"_class_name": name, **config}, **given, "timesteps": [float(t) for t in scheduler.timesteps],
            "trail": trail, "sum": float(end.double().abs().sum()), "probes": [float(end[i]) for i in PROBES]}


def cases():
    spacings, predictions = ["leading", "trailing", "linspace"], ["epsilon", "v_prediction", "sample"]
    for spacing, prediction, steps in itertools.product(spacings, predictions, [1, 4]):
        config = {**SD, "timestep_spacing": spacing, "prediction_type": prediction}
        yield "DDIMScheduler", {**config, "clip_sample": False, "steps_offset": 1}, dict(steps=steps)
        yield "EulerDiscreteScheduler", {**config, "steps_offset": 1}, dict(steps=steps)
        yield "DPMSolverMultistepScheduler", config, dict(steps=steps)
        if prediction != "sample":
            yield "EulerAncestralDiscreteScheduler", config, dict(steps=steps)
    for name, prediction in itertools.product(["LCMScheduler", "TCDScheduler"], predictions):
        yield name, {**SD, "prediction_type": prediction}, dict(steps=4)

    zero = {**SD, "rescale_betas_zero_snr": True, "prediction_type": "v_prediction", "timestep_spacing": "trailing"}
    for name in ["DDIMScheduler", "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler", "LCMScheduler", "TCDScheduler", "DPMSolverMultistepScheduler"]:
        yield name, zero, dict(steps=4)

    trailing = {**SD, "timestep_spacing": "trailing"}
    for schedule in ["linear", "squaredcos_cap_v2"]:
        yield "DDIMScheduler", {"beta_schedule": schedule, "clip_sample": False}, dict(steps=10)
        yield "EulerDiscreteScheduler", {"beta_schedule": schedule}, dict(steps=10)
    yield "DDIMScheduler", {**SD, "set_alpha_to_one": False, "clip_sample": True, "clip_sample_range": 0.5}, dict(steps=10)

    for name in ["EulerDiscreteScheduler", "DPMSolverMultistepScheduler"]:
        for spacing, kind, steps in itertools.product(spacings, ["use_karras_sigmas", "use_exponential_sigmas"], [1, 7]):
            yield name, {**SD, "timestep_spacing": spacing, kind: True}, dict(steps=steps)
        yield name, {**SD, "final_sigmas_type": "sigma_min", "timestep_spacing": "trailing"}, dict(steps=4)
        yield name, trailing, dict(timesteps=[999, 400, 100])
        yield name, {**zero, "use_karras_sigmas": True}, dict(steps=6)
    for extra in [{"use_lu_lambdas": True}, {"solver_order": 1}, {"euler_at_final": True, "lower_order_final": False, "final_sigmas_type": "sigma_min"},
                  {"lower_order_final": False, "final_sigmas_type": "sigma_min"}, {"solver_type": "heun"}, {"beta_schedule": "squaredcos_cap_v2", "lambda_min_clipped": -5.1}]:
        for steps in [4, 20]:
            yield "DPMSolverMultistepScheduler", {**SD, **extra}, dict(steps=steps)

    for steps in [1, 2, 8]:
        yield "LCMScheduler", SD, dict(steps=steps)
        for eta in [0.0, 0.3, 1.0]:
            yield "TCDScheduler", SD, dict(steps=steps, eta=eta)
    yield "LCMScheduler", {**SD, "original_inference_steps": 100, "timestep_scaling": 5.0}, dict(steps=4)
    yield "LCMScheduler", SD, dict(timesteps=[999, 499])
    yield "LCMScheduler", SD, dict(timesteps=[799])
    yield "TCDScheduler", SD, dict(timesteps=[999, 499, 19], eta=0.3)

    for config, steps in itertools.product([{}, {"shift": 3.0}, {"shift": 3.0, "shift_terminal": 0.1}, {"shift": 3.0, "use_karras_sigmas": True}, {"use_exponential_sigmas": True}, {"shift": 3.0, "stochastic_sampling": True}], [1, 4]):
        if not (steps == 1 and "shift_terminal" in config):
            yield "FlowMatchEulerDiscreteScheduler", config, dict(steps=steps)
    yield "FlowMatchEulerDiscreteScheduler", {"shift": 3.0}, dict(timesteps=[1000.0, 600.0, 250.0])


if __name__ == "__main__":
    results = [run(name, config, **how) for name, config, how in cases()]
    versions = {"diffusers": diffusers.__version__, "torch": torch.__version__, "numpy": np.__version__}
    lines = ",\n".join("    " + json.dumps(result) for result in results)
    (HERE / "scheduler-golden.json").write_text('{\n  "versions": ' + json.dumps(versions) + ',\n  "cases": [\n' + lines + "\n  ]\n}\n")
