import numpy as np
import onnx
import pytest
import torch

from flash_mini.autoencoder import LATENT_CHANNELS, Autoencoder, Decoder, Encoder, equalise, reconstruction_loss, split_moments
from flash_mini.bpe import LENGTH, Tokenizer
from flash_mini.export import write_folder
from flash_mini.norms import GroupNorm
from flash_mini.teacher import Teacher, tokenize
from flash_mini.unet import UNet


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.learn(["a red boat on the sea"] * 2, 20)


@torch.no_grad()
def test_captions_may_be_cut_before_they_are_embedded(tokenizer):
    teacher = Teacher(len(tokenizer.vocab)).eval()
    ids = tokenize(tokenizer, ["a red boat", "the sea"])
    assert torch.allclose(teacher.embed(ids), teacher.embed(ids[:, :12]), atol=1e-5)
    hidden, pooled = teacher.text(ids)
    ends = (ids == tokenizer.end).int().argmax(1)
    for row, end in enumerate(ends):
        assert hidden[row, end + 1:].abs().max() == 0
        assert torch.equal(pooled[row], hidden[row, end])


@torch.no_grad()
def test_unet_depends_on_the_phase_and_closes_the_loop():
    torch.manual_seed(0)
    unet = UNet().eval()
    for weight in unet.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    sample, context = torch.randn(1, LATENT_CHANNELS, 16, 16), torch.randn(1, LENGTH, 160)
    at = [unet(sample, torch.tensor(500.0), context, torch.tensor([phase])) for phase in (0.0, 0.5, 1.0)]
    assert torch.allclose(at[0], at[2], atol=1e-3) and not torch.allclose(at[0], at[1], atol=1e-3)


@torch.no_grad()
def test_autoencoder_scales_by_sixteen():
    assert Encoder()(torch.zeros(1, 3, 64, 96)).shape == (1, 2 * LATENT_CHANNELS, 4, 6)
    assert Decoder()(torch.zeros(1, LATENT_CHANNELS, 4, 6)).shape == (1, 3, 64, 96)


@torch.no_grad()
def test_equalising_changes_the_latents_scale_and_no_picture():
    autoencoder, picture, scale = Autoencoder().eval(), torch.randn(1, 3, 64, 64), torch.linspace(0.5, 2, LATENT_CHANNELS)
    mean, log_variance = split_moments(autoencoder.encoder(picture))
    expected = autoencoder.decoder(mean)
    equalise(autoencoder, scale)
    scaled_mean, scaled_log_variance = split_moments(autoencoder.encoder(picture))
    assert torch.allclose(scaled_mean, mean / scale.reshape(1, -1, 1, 1), atol=1e-5)
    assert torch.allclose(scaled_log_variance, log_variance - 2 * scale.log().reshape(1, -1, 1, 1), atol=1e-5)
    assert torch.allclose(autoencoder.decoder(scaled_mean), expected, atol=1e-4)


def test_exported_graphs_have_the_names_of_diffusers_and_half_precision_weights(tokenizer, tmp_path):
    teacher = Teacher(len(tokenizer.vocab)).eval().requires_grad_(False)
    write_folder(tmp_path, tokenizer, teacher.text, teacher.unet, Autoencoder().eval().requires_grad_(False), 0.5)
    expected = {"text_encoder": (["input_ids"], ["last_hidden_state", "pooler_output"]),
                "unet": (["sample", "timestep", "encoder_hidden_states", "phase"], ["out_sample"]),
                "vae_encoder": (["sample"], ["latent_parameters"]), "vae_decoder": (["latent_sample"], ["sample"])}
    for part, (inputs, outputs) in expected.items():
        graph = onnx.load(str(tmp_path / part / "model.onnx")).graph
        assert [i.name for i in graph.input] == inputs and [o.name for o in graph.output] == outputs
        assert all(onnx.numpy_helper.to_array(w).dtype != np.float32 or np.prod(w.dims) <= 64 for w in graph.initializer)
        assert (tmp_path / part / "config.json").exists()
        if part == "unet":
            assert not graph.input[1].type.tensor_type.shape.dim


@pytest.mark.parametrize("channels, groups", [(96, 24), (160, 16), (8, 1)])
def test_group_norm_of_channels_last_memory_gives_the_same_numbers_and_gradients(channels, groups):
    torch.manual_seed(0)
    norm, x = GroupNorm(groups, channels), 3 * torch.randn(3, channels, 8, 6) + 2
    torch.nn.init.normal_(norm.weight)
    torch.nn.init.normal_(norm.bias)
    found = []
    for memory in (torch.contiguous_format, torch.channels_last):
        norm.zero_grad()
        leaf = x.clone().contiguous(memory_format=memory).requires_grad_(True)
        y = norm(leaf)
        y.pow(3).sum().backward()
        found.append([y.detach(), leaf.grad, norm.weight.grad, norm.bias.grad])
        assert y.is_contiguous(memory_format=memory)
    assert all(torch.allclose(a, b, atol=1e-5 * float(a.abs().max())) for a, b in zip(*found))


def test_a_weight_says_where_a_wrong_pixel_counts():
    target = torch.zeros(1, 3, 16, 16)
    output, weight = target.clone(), torch.ones(1, 1, 16, 16)
    output[..., 8, 1] = 1
    weight[..., 8:] = 5
    elsewhere = output.flip(3)
    assert reconstruction_loss(output, target, weight) == reconstruction_loss(output, target)
    assert reconstruction_loss(elsewhere, target, weight) == pytest.approx(5 * float(reconstruction_loss(elsewhere, target)))


def test_a_layout_is_copied_where_it_is_opaque_and_an_empty_one_changes_nothing():
    from flash_mini.diffusion import predicted_x0
    from flash_mini.teacher import denoiser
    from flash_mini.unet import LAYOUT_CHANNELS
    torch.manual_seed(0)
    plain, hearing = UNet().eval(), UNet(layout=True).eval()
    known, fresh = plain.state_dict(), hearing.state_dict()
    from flash_mini.warm_start import grown
    hearing.load_state_dict({name: grown(known[name], value) for name, value in fresh.items()})
    x, embeds, phase = torch.randn(2, LATENT_CHANNELS, 16, 16), torch.randn(2, 5, 160), torch.rand(2)
    layout = torch.randn(2, LAYOUT_CHANNELS, 16, 16)
    layout[:, LATENT_CHANNELS:] = 0
    layout[:, LATENT_CHANNELS:, 4:9] = 1

    with torch.no_grad():
        assert torch.allclose(denoiser(hearing, embeds, phase)(x, 500), plain(x, torch.tensor(500.0), embeds, phase), atol=1e-5)
        clean = predicted_x0(x, denoiser(hearing, embeds, phase, layout)(x, 500), 500)

    assert torch.allclose(clean[:, :, 4:9], layout[:, :LATENT_CHANNELS, 4:9], atol=1e-4)
    assert not torch.allclose(clean[:, :, 10:], layout[:, :LATENT_CHANNELS, 10:], atol=0.1)
