"""A small dataset on disk, of the small form of tests/conftest.py: three invented reports, their gold, predictions."""

import json
from pathlib import Path

from extractor.evaluation.dataset import open_dataset
from extractor.evaluation.evaluate import evaluate
from extractor.evaluation.files import as_json
from extractor.evaluation.predictions import read_predictions
from extractor.evaluation.report import About

ROWS = ("received", "carried")
COLUMNS = ("person", "firm", "total")
SLOTS = tuple(f"letters/{row}/{column}" for row in ROWS for column in COLUMNS)
CELLS = {
    "full.txt": ("13", "4", "17", "2", "1", "3"),
    "half.txt": ("5", "0", "5", "0", "0", "0"),
    "zero.txt": ("0", "0", "0", "0", "0", "0"),
}


def text_of(cells):
    first, second = " ".join(cells[:3]), " ".join(cells[3:])
    return f"云溪市档案局2023年年报\n来信\n类别 个人 单位 合计\n收件 {first}\n结转 {second}\n"


def gold_of(name, cells, **more):
    labels = dict(zip(SLOTS, cells, strict=True))
    return {"document": name, "schema": "mail", "fields": {"year": 2023}, "slots": labels} | more


def write(folder, form, golds=None, reports=None):
    """Write a dataset; `golds` replace or add gold by the report's name, `reports` texts. Returns its folder."""
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    (folder.parent / "mail.yaml").write_text(form.file.model_dump_json(), "utf-8")
    for name, text in ({name: text_of(cells) for name, cells in CELLS.items()} | (reports or {})).items():
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name, gold in ({name: gold_of(name, cells) for name, cells in CELLS.items()} | (golds or {})).items():
        (folder / "gold" / f"{name.rpartition('.')[0]}.json").write_text(json.dumps(gold), "utf-8")
    return folder


def answers(changed=None, *, sure=True, leave=(), **more):
    """Return a line for each report, right but for `changed` ({(report, slot): value}); `more` goes into every line."""
    changed = changed or {}
    return [
        {
            "document": name,
            "slots": {
                slot: {"value": changed.get((name, slot), label)} | ({} if sure is None else {"sure": sure})
                for slot, label in zip(SLOTS, cells, strict=True)
            },
        }
        | more
        for name, cells in CELLS.items()
        if name not in leave
    ]


def as_lines(path, lines):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    Path(path).write_text(text, "utf-8")
    return path


def scored(folder, form, lines, **more):
    """Return the report of predictions of a dataset, as it is read back from its file."""
    dataset = open_dataset(folder)
    replay = read_predictions(as_lines(folder.parent / "said.jsonl", lines), dataset, [form])
    about = About(name="run", versions={}, forms={form.id: form.digest[:12]})
    report, _ = evaluate(about, dataset, replay.predictions, [form], invalid=len(replay.invalid), **more)
    return json.loads(as_json(report))
