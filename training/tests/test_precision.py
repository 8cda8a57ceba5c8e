"""bfloat16 is close to float32, and a roll-out without gradient does not stop the student from learning."""
import pytest
import torch

from flash_mini.autoencoder import LATENT_CHANNELS
from flash_mini.precision import autocast, uses_bfloat16
from flash_mini.settings import Settings
from flash_mini.teacher import Teacher
from flash_mini.train_teacher import min_snr_weight, velocity_loss

BF16, FP32 = Settings(precision="bf16"), Settings(precision="fp32")


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    model = Teacher(40)
    for weight in model.parameters():
        if weight.ndim > 1:
            torch.nn.init.normal_(weight, std=0.02)
    return model


def gradients(model, settings, before=lambda: None):
    torch.manual_seed(1)
    with autocast(settings):
        before()
        loss = velocity_loss(model, torch.randn(4, LATENT_CHANNELS, 16, 16), torch.rand(4), torch.randint(0, 39, (4, 7)))
    model.zero_grad(set_to_none=True)
    loss.backward()
    return loss, torch.cat([weight.grad.flatten() for weight in model.parameters() if weight.grad is not None])


def test_the_switch_is_obeyed_and_checked():
    assert uses_bfloat16(BF16) and not uses_bfloat16(FP32)
    with pytest.raises(SystemExit, match='not "half"'):
        uses_bfloat16(Settings(precision="half"))


def test_bfloat16_trains_in_the_direction_of_float32(model):
    (loss, gradient), (close, direction) = gradients(model, FP32), gradients(model, BF16)
    assert float(close) == pytest.approx(float(loss), rel=0.01) and float(close) != float(loss)
    assert torch.nn.functional.cosine_similarity(gradient, direction, dim=0) > 0.99


def test_every_weight_learns_after_an_evaluation_without_gradient(model):
    @torch.no_grad()
    def look():
        model.unet(torch.zeros(1, LATENT_CHANNELS, 16, 16), torch.tensor(1.0), torch.zeros(1, 5, 160), torch.zeros(1))
    assert gradients(model, BF16, look)[1].shape == gradients(model, BF16)[1].shape


def test_min_snr_weighs_down_both_ends():
    weights = min_snr_weight(torch.tensor([0, 250, 999]), 5)
    assert weights[0] < 0.05 and weights[1] > 0.5 and weights[2] < 0.05
    assert min_snr_weight(torch.tensor([0, 999]), 0).tolist() == [1, 1]


def test_a_place_that_weighs_nothing_teaches_nothing():
    def loss(weight):
        torch.manual_seed(5)
        return float(velocity_loss(model, x0, torch.rand(4), torch.randint(0, 39, (4, 7)), weight))

    torch.manual_seed(4)
    model, x0, half = Teacher(40), torch.randn(4, LATENT_CHANNELS, 16, 16), torch.zeros(4, 1, 16, 16)
    half[..., :8] = 1
    assert loss(torch.zeros(4, 1, 16, 16)) == 0
    assert loss(half) + loss(1 - half) == pytest.approx(loss(1.0), rel=1e-5)
    assert loss(3.0) == pytest.approx(3 * loss(1.0), rel=1e-5)
