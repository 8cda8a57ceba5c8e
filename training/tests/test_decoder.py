"""What the decoder is polished on."""
import pytest
import torch

from flash_mini.bpe import Tokenizer
from flash_mini.data import captions_of, draw
from flash_mini.diffusion import alpha, sigma, velocity
from flash_mini.settings import Settings
from flash_mini.train_decoder import Captions, as_the_student_leaves_them


def test_a_picture_is_looked_at_with_its_own_words_and_phase():
    settings = Settings(scenes=30, captions_per_scene=3)
    tokenizer = Tokenizer.learn([text for number in range(30, 36) for text in captions_of(settings, number)], 200)
    captions = Captions.of_pictures(settings, tokenizer, 6)
    for picture in range(6):
        ids, phases = captions.of(torch.tensor([picture]))
        assert ids[0].tolist() in [tokenizer.encode(text) for text in captions_of(settings, 30 + picture)]
        assert float(phases) == pytest.approx(draw(settings.seed, 30 + picture)[1])


@pytest.mark.parametrize("t", [0, 332, 499])
def test_the_decoder_meets_the_students_own_errors(t):
    """A student that is wrong about v by d is wrong about x_0 by -sigma_t d; one that knows better hands over the exact latents."""
    exact, wrong = torch.randn(2, 4, 4, 4), torch.randn(2, 4, 4, 4)

    def knowing(x, at):
        assert at == t
        return velocity(exact, (x - alpha(at) * exact) / sigma(at), at)

    torch.manual_seed(1)
    assert torch.allclose(as_the_student_leaves_them(knowing, exact, t), exact, atol=1e-4)
    left = as_the_student_leaves_them(lambda x, at: knowing(x, at) + wrong, exact, t)
    assert torch.allclose(left, exact - sigma(t) * wrong, atol=1e-4)


def test_the_student_sees_noised_latents_of_the_scene():
    exact, seen = torch.ones(1, 1, 64, 64), []
    as_the_student_leaves_them(lambda x, t: seen.append(x) or torch.zeros_like(x), exact, 400)
    assert float(seen[0].mean()) == pytest.approx(float(alpha(400)), abs=0.05)
    assert float(seen[0].std()) == pytest.approx(float(sigma(400)), abs=0.05)
