"""Every number of the training run, in one place."""
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    work: Path = ROOT / "work"
    """Checkpoints and data that can be made again; not in version control."""
    export: Path = ROOT.parent / "models" / "flash-mini"
    checkpoint: Path = ROOT / "checkpoints" / "teacher-fp16.pt"
    """Where `export` keeps the teacher in half precision."""
    referee_export: Path = ROOT.parent / "models" / "flash-mini-referee"
    docs: Path = ROOT.parent / "docs"
    seed: int = 1
    threads: int = 2
    device: str = "cpu"
    precision: str = "auto"
    """bf16, fp32, or auto: bf16 where CPU or GPU has instructions for it."""

    pictures: int = 6144
    """Scenes kept as pixels, for the autoencoder."""
    corpus: int = 20_000
    """Captions the vocabulary is learned from."""
    merges: int = 1536

    autoencoder_steps: int = 1500
    autoencoder_batch: int = 16
    crop: int = 128
    """The autoencoder trains on crops this large, three in four of them around a thing, then finishes on whole pictures."""
    full_size_steps: int = 150
    full_size_batch: int = 4
    autoencoder_rate: float = 1e-3
    kl_weight: float = 1e-4

    decoder_steps: int = 5000
    decoder_rate: float = 5e-4
    decoder_adversarial_weight: float = 0.1
    """Length of the discriminator's pull on the decoded picture, as a share of the reconstruction's. 0 leaves it out."""
    picture_critic_rate: float = 4e-4

    encoder_steps: int = 2400
    encoder_batch: int = 12
    """Crops; whole pictures are as many fewer as they are larger."""
    encoder_rate: float = 6e-4
    encoder_anchor_weight: float = 0.1
    """How strongly stage `encoder` is held to the latents it wrote before."""

    layout: bool = False
    """The U-Net hears a layout of stored things beside the noise (`things/`), and half of the teacher's pictures have such things in them."""
    thing_scenes: int = 16_384
    """Of these scenes, kept as latents."""
    thing_decoder_steps: int = 2000
    thing_decoder_rate: float = 3e-3
    """Of the layers beside the decoder that see a layout's pixels."""
    thing_share: float = 0.5
    """Of the teacher's and the student's pictures."""

    scenes: int = 49_152
    """Scenes kept as latents, for the teacher and the student."""
    captions_per_scene: int = 6
    most_subjects: int = 2
    """Kinds of things in a scene: 2 takes all scenes, 1 leaves out those with a relation, which are an eighth."""

    kinds: str = ""
    """Subjects that are learned, of those drawn, with commas: "cat,boat". Empty: all."""
    styles: str = ""
    """Likewise: "illustration,flat"."""

    initial_model: str = ""
    """An exported model whose autoencoder is taken, such as models/flash-mini; needed beside `initial_teacher`, which knows only those latents."""
    keep_autoencoder: bool = True
    """The initial model's autoencoder is taken as it is. Without it the stage trains it further, new latent channels among the rest."""
    anchor_weight: float = 1.0
    """How strongly an autoencoder that is trained further is held to the latents it had: a teacher that goes on must still know them."""
    keep_vocabulary: bool = True
    """The initial model's vocabulary is taken too. Without it one is learned from today's captions, which may hold new words."""
    initial_teacher: str = ""
    """A checkpoint like the one above to start the teacher from, instead of random weights, and the autoencoder, if it holds one. Its vocabulary, which
    `initial_model` tells, may be another."""
    teacher_steps: int = 12_000
    teacher_minutes: float = 0
    """If given, fewer steps where that many do not fit into this time."""
    teacher_batch: int = 32
    teacher_rate: float = 1e-3
    caption_dropout: float = 0.1
    focus_weight: float = 6
    """How much the places where things stand count in the loss, against 1 for the backdrop, which is most of a picture and learned long before the things are."""
    rare_weight: float = 2
    """How often the teacher sees scenes with two kinds of things, with a small one, or in another style than the first, beside all others."""
    favourite_weight: float = 2.5
    """How often it sees what people ask for most (`vocabulary.FAVOURITES`), beside everything else."""
    usual_weight: float = 2
    """How often it sees one thing as large and where people get it who name neither (`vocabulary.USUAL_SIZE`, `USUAL_POSITION`), beside everything else."""
    min_snr: float = 0
    """Limit of min-SNR weighting; 0 weighs all times alike. With v-prediction it takes weight from high noise, where the prompt decides; 5 is usual."""

    answers: int = 8192
    """Noises and prompts, each with what the guided teacher makes of it, that the student, the rivals and the ablations train with."""
    answer_steps: int = 8
    """In which the teacher makes them."""

    student_steps: int = 640
    """Of the student, of each rival and of each ablation alike."""
    student_batch: int = 16
    student_rate: float = 2e-4
    teacher_ddim_steps: int = 4
    """k of Shifted Reconstruction Loss; the paper does not say its value."""
    guidance_scale: float = 2.5
    """Of the teacher, in every target; students are used without guidance."""
    backward: bool = True
    """Backward Distillation; without it the student starts from noised drawn scenes."""
    shift: bool = True
    """Shifted Reconstruction Loss; without it the teacher starts where the student does."""
    discriminator: bool = True
    gamma_floor: int = 150
    """gamma(0) of Shifted Reconstruction Loss, in 0..999; the paper gives no values."""
    adversarial_weight: float = 0.5
    """Length of the discriminator's pull on the student's estimate, as a share of the reconstruction's."""
    discriminator_rate: float = 1e-3
    consistency_decay: float = 0.95
    """How slowly the consistency rival's target network follows."""

    referee_pictures: int = 40_960
    """Drawn for the referee, beside 1,024 that it is tested on."""
    referee_steps: int = 3200
    referee_batch: int = 64
    referee_rate: float = 1.5e-3

    judged_pictures: int = 96
    """Of each size and split, in stage `judge`."""
    judged_guided: bool = True
    """In twelve guided steps, too, which take eight times as long."""

    evaluation_pictures: int = 512
    """Pictures of each row of the table; as many again of held-out combinations."""
    compared_pictures: int = 1536
    """Of the rows that the table cannot tell apart; its scenes are the first of theirs."""
    evaluation_animations: int = 12
    evaluation_timings: int = 5
    """Timed runs of each row, of which the median counts."""

    save_every_seconds: float = 120
