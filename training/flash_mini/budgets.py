"""`--budget`: how much to train, as sets of settings. What is given beside it on the command line counts more."""

BUDGETS: dict[str, dict] = {
    "small": {
        # An hour on one core: enough to see every stage work and the order of the rows emerge.
        "pictures": 2048, "autoencoder_steps": 700, "full_size_steps": 80, "decoder_steps": 300, "scenes": 12_288, "teacher_steps": 2500, "teacher_batch": 16, "teacher_rate": 8e-4,
        "answers": 2400, "student_steps": 200, "student_batch": 12,
        "referee_pictures": 6144, "referee_steps": 900, "evaluation_pictures": 128, "evaluation_animations": 6},
    "laptop": {},
    "gpu": {
        # Meant for 25 minutes on one large data-centre GPU with 16 CPU cores that draw.
        "device": "cuda", "threads": 16, "pictures": 8192, "autoencoder_steps": 2500, "autoencoder_batch": 64, "full_size_steps": 300, "full_size_batch": 16,
        "decoder_steps": 1000, "scenes": 98_304, "most_subjects": 2, "teacher_steps": 20_000, "teacher_minutes": 5.5, "teacher_batch": 512, "teacher_rate": 1.2e-3,
        "answers": 65_536, "student_steps": 1000, "student_batch": 256, "student_rate": 3e-4, "referee_pictures": 24_576, "referee_steps": 4000, "referee_batch": 128,
        "evaluation_pictures": 1024}}
