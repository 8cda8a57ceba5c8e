"""The evaluation's numbers as markdown: what people read is written by this file and by nobody's hand."""
from .attributes import REPORTED
from .scenes import HELD_OUT, TRAIN
from .spread import paired, spread


COMPARED = [*((f"student-{n}", f"rival-consistency-{n}") for n in (1, 2, 3)), ("student-3", "rival-steps-4"), ("student-3", "rival-adversarial-4"), ("student-3", "teacher-25"),
            *(("student-3", f"student{suffix}") for suffix in ("-3-plain", "-no-discriminator-3", "-no-backward-3", "-no-shift-3"))]


def markdown(numbers: dict) -> str:
    rows = numbers["rows"]
    made = [row for row in rows if "steps" in row]
    return "\n".join([*quality(rows), "", *against(made), "", *costs(made), "", *movement([numbers["movement"], *made]), "", provenance(numbers)]) + "\n"


def quality(rows: list[dict]) -> list[str]:
    """How often the referee reads what was asked for, and how far features and colours are from drawn scenes'."""
    lines = heading("method", "steps", "all", *REPORTED, "Fréchet", "colours", "held out: subject", "held out: colour")
    for row in rows:
        accuracy, other = row[TRAIN]["accuracy"], row[HELD_OUT]["accuracy"]
        share, distance = with_spreads(row[TRAIN])
        lines.append(line(row["title"], row.get("steps", ""), share, *(percent(accuracy.get(name)) for name in REPORTED), distance, f"{row[TRAIN]['colour']:.2f}",
                          percent(other["subject"]), percent(other["colour"])))
    return lines


def against(rows: list[dict]) -> list[str]:
    """What Imagine Flash has more, or less, than the rows it is measured by, on the same scenes and with the same noise."""
    lines = heading("Imagine Flash", "beside", "all", "Fréchet")
    known = {row["name"]: row for row in rows}
    for ours, theirs in COMPARED:
        if ours in known and theirs in known:
            a, b = known[ours][TRAIN], known[theirs][TRAIN]
            lines.append(line(steps_of(known[ours]["steps"]), f"{known[theirs]['title']}, {steps_of(known[theirs]['steps'])}",
                              difference(a["accuracy"]["all"], b["accuracy"]["all"], paired(a["draws"]["all"], b["draws"]["all"]), 1),
                              difference(a["frechet"], b["frechet"], paired(a["draws"]["frechet"], b["draws"]["frechet"]), 0)))
    return lines


def closely(rows: list[dict]) -> list[str]:
    """The rows that more pictures were drawn of, and what one of them has more than another."""
    if not rows:
        return ["Not measured."]
    lines = heading("method", "steps", "all", "Fréchet", "colours")
    lines += [line(row["title"], row["steps"], *with_spreads(row[TRAIN]), f"{row[TRAIN]['colour']:.2f}") for row in rows]
    return [*lines, "", *against(rows)]


def with_spreads(measured: dict) -> tuple[str, str]:
    """Accuracy and Fréchet distance."""
    draws = measured["draws"]
    return f"{percent(measured['accuracy']['all'])} ± {spread(draws['all']):.1f}", f"{measured['frechet']:.0f} ± {spread(draws['frechet']):.0f}"


def steps_of(count: int) -> str:
    return f"{count} step{'s' if count > 1 else ''}"


def difference(ours: float, theirs: float, spread: float, digits: int) -> str:
    return f"{ours - theirs:+.{digits}f} ± {spread:.{digits}f}".replace("-", "−")


def costs(rows: list[dict]) -> list[str]:
    lines = heading("method", "steps", "U-Net evaluations", "training, minutes", "training, pictures seen", "processor, ms a picture")
    for row in rows:
        training = row["training"]
        lines.append(line(row["title"], row["steps"], row["evaluations"], f"{training['seconds'] / 60:.1f}", f"{training['pictures']:,}", f"{1000 * row['seconds_per_picture']:.0f}"))
    return lines


def movement(rows: list[dict]) -> list[str]:
    lines = heading("animations of", "steps", "visible, levels", "least visible", "coherence", "loop closure", "worst closure")
    for row in rows:
        motion = row["motion"]
        lines.append(line(row["title"], row.get("steps", ""), f"{motion['visible']:.1f}", f"{motion['least_visible']:.1f}", f"{motion['coherence']:.2f}", f"{motion['closure']:.2f}", f"{motion['worst_closure']:.2f}"))
    return lines


def provenance(numbers: dict) -> str:
    s = numbers["settings"]
    return (f"{s['evaluation_pictures']} pictures a row and as many of held-out combinations; accuracy in percent, Fréchet and colour distance (times 1000) to as many "
            f"other drawn scenes; after ± one standard deviation over pictures drawn again from the same ones (bootstrap). Guidance {s['guidance_scale']}, k = {s['teacher_ddim_steps']}, gamma(0) = {s['gamma_floor']}, {s['answers']:,} answers of the teacher in {s['answer_steps']} steps; every distilled row: {s['student_steps']:,} steps of "
            f"{s['student_batch']} pictures. Trained on {s['device']}; processor time (of all threads together) with {s['threads']} threads of {numbers['processor']}, PyTorch {numbers['torch']}, "
            f"four pictures at once, median of {s['evaluation_timings']}.")


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1f}"


def heading(*names: str) -> list[str]:
    return [line(*names), line(*("---" if i == 0 else "---:" for i in range(len(names))))]


def line(*cells) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
