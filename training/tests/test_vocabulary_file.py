import json
import re

from flash_mini import vocabulary_file
from flash_mini.captions import caption, plain_caption
from flash_mini.scenes import random_for, sample_scene
from flash_mini.settings import Settings
from flash_mini.vocabulary import KINDS, LEFT_OUT


def test_the_published_file_is_what_the_export_would_write():
    assert json.loads((Settings().export / vocabulary_file.NAME).read_text()) == vocabulary_file.vocabulary(), "python -m flash_mini.vocabulary_file ../models/flash-mini"


def test_every_word_of_every_caption_is_in_it():
    known, unknown = set(vocabulary_file.vocabulary()["words"]), set()
    for index in range(3000):
        scene = sample_scene(5, index)
        for text in (caption(scene, random_for(5, index, 9)), plain_caption(scene)):
            unknown |= {word for word in re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower()) if word not in known}

    assert not unknown


def test_what_is_drawn_but_was_never_shown_is_not_in_it():
    shown = vocabulary_file.vocabulary()

    assert set(shown["things"]) == set(KINDS)
    assert not LEFT_OUT & set(shown["things"])
    assert not {"samurai", "volcano", "guitar", "{}", "things", "synonyms"} & set(shown["words"])
