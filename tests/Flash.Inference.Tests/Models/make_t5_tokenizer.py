"""Writes t5-tokenizer.json: the tiny FLUX's spiece.model in the form that Hugging Face's tokenizers save alone.

    python3 tests/Flash.Inference.Tests/Models/make_t5_tokenizer.py

The fields are those of t5-small's tokenizer.json: a Unigram model, the table of characters, the special tokens. Written with sentencepiece 0.1.97 and its
own description of the format.
"""
import base64
import json
from pathlib import Path

from sentencepiece import sentencepiece_model_pb2 as format

HERE = Path(__file__).resolve().parent
model = format.ModelProto()
model.ParseFromString((HERE / "flux" / "tokenizer_2" / "spiece.model").read_bytes())
special = [i for i, piece in enumerate(model.pieces) if piece.type != format.ModelProto.SentencePiece.NORMAL]
tokenizer = {
    "version": "1.0",
    "added_tokens": [{"id": i, "content": model.pieces[i].piece, "special": True} for i in special],
    "normalizer": {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode()},
    "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always"},
    "model": {"type": "Unigram", "unk_id": 2, "vocab": [[piece.piece, piece.score] for piece in model.pieces]},
}
(HERE / "t5-tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False) + "\n")
