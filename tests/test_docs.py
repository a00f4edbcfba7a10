"""The documentation keeps up with the code: links resolve, every command and option is described."""

import ast
import re
import sqlite3
from pathlib import Path

import pytest
import typer

import extractor
from extractor.cli import app, main
from extractor.cli.batch import INTERRUPTED
from extractor.doctor import Level
from extractor.dossier import Ruling
from extractor.messages import MESSAGES, word
from extractor.pipeline import OPEN_MATTERS
from extractor.records import Evidence, Outcome, RuleVerdict, Severity, State, Status, Verdict
from extractor.roster import COLUMNS
from extractor.schema import shipped_schemas
from extractor.store import Store
from tests.pages import PAGE, fresh

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("prompts/*.md"), *ROOT.glob("eval/**/*.md")])
DECIDED = ROOT / "docs" / "corrections.md"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="looks at the checkout, not at the wheel")


def test_every_relative_link_leads_to_a_file():
    assert [f"{page.relative_to(ROOT)}: {target}" for page in PAGES for target in broken_links(page)] == []


def test_every_command_is_described():
    text = prose()
    assert [name for name in commands() if not re.search(rf"\bgouji {name}\b", text)] == []


def test_every_option_is_described():
    text = prose()
    assert sorted(option for option in options() if not re.search(rf"(?<![\w-]){option}(?![\w-])", text)) == []


def test_the_page_of_forms_is_what_the_schemas_say():
    text = PAGE.read_text("utf-8")
    assert text == fresh(text), "run `make pages`"


def test_every_id_label_and_rule_of_the_shipped_forms_is_on_their_page():
    text = PAGE.read_text("utf-8")
    said = {piece for schema in shipped_schemas() for piece in pieces_of(schema.file)}
    assert sorted(piece for piece in said if piece not in text) == []


@pytest.mark.parametrize("value", [*Outcome, *State, *Status, *Verdict, *RuleVerdict], ids=repr)
def test_every_value_of_a_closed_list_is_described_with_the_record(value):
    assert f"`{value}`" in (ROOT / "docs" / "record.md").read_text("utf-8")


@pytest.mark.parametrize("value", [*Severity, *Ruling, *Evidence], ids=repr)
def test_every_other_word_for_a_judgement_is_described(value):
    assert re.search(rf"\b{value}\b", (ROOT / "docs" / "glossary.md").read_text("utf-8") + DECIDED.read_text("utf-8"))


def test_every_kind_of_flag_is_described_and_has_words():
    page = (ROOT / "docs" / "record.md").read_text("utf-8").partition("## Flags")[2]
    assert flag_kinds() - {key.removeprefix("flag.") for key in MESSAGES} == set()
    assert sorted(kind for kind in flag_kinds() | known("flag.") if f"`{kind}`" not in page) == []


def test_every_reason_is_described():
    page = (ROOT / "docs" / "record.md").read_text("utf-8").partition("## Verdict and reasons")[2]
    reasons = known("reason.") | {key for key in MESSAGES if key.startswith("file.")} | OPEN_MATTERS
    assert sorted(reason for reason in reasons if not re.search(rf"`{re.escape(reason)}[`:]", page)) == []


def test_every_exit_code_is_described():
    page = (ROOT / "docs" / "cli.md").read_text("utf-8").partition("## Exit codes")[2]
    described = set(map(int, re.findall(r"^\| (\d+) \|", page, re.MULTILINE)))
    assert described == {0, 1, 2, 3, INTERRUPTED}


@pytest.mark.parametrize("level", Level, ids=repr)
def test_every_level_of_the_doctor_is_described(level):
    assert f"`{level}` {word('zh', 'level', level)}" in (ROOT / "docs" / "cli.md").read_text("utf-8").replace("\n", " ")


@pytest.mark.parametrize("value", [*Status, *State])
def test_the_glossary_has_the_word_the_program_uses(value):
    kind = type(value).__name__.lower()
    assert word("zh", kind, value) in (ROOT / "docs" / "glossary.md").read_text("utf-8")


@pytest.mark.parametrize(("page", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_what_the_program_prints(tmp_path, capsys, page, lang):
    shown = re.search(r"^    \$ gouji check (\S+)\n((?:    .*\n)+)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", lang]
    assert main(["run", str(ROOT / "eval" / "demo"), *store]) == 1
    assert main(["check", shown[1], *store]) == 1
    assert unprinted(shown[2], capsys.readouterr().out) == set()


def test_the_schema_guides_form_reads_its_report_as_shown(tmp_path, monkeypatch, capsys):
    guide = (ROOT / "docs" / "schema-guide.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    Path("club_return.yaml").write_text(re.search(r"^```yaml\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)[1], "utf-8")
    Path("hillside.txt").write_text(re.search(r"^```text\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)[1], "utf-8")
    assert main(["run", "hillside.txt", "--schema", "club_return.yaml", "--lang", "en"]) == 1
    assert main(["check", "hillside.txt", "--lang", "en"]) == 1
    shown = re.search(r"^    \$ gouji check hillside.txt\n((?:    .*\n)+)", guide, re.MULTILINE)
    assert unprinted(shown[1], capsys.readouterr().out) == set()


def test_every_decision_record_has_its_three_parts():
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    for record in records:
        headings = re.findall(r"^## (.+)$", record.read_text("utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], record.name


def pieces_of(part) -> set[str]:
    """Return every id and every label in both languages of a form or a part of one, as its page writes them."""
    found = {f"`{part.id}`"} if hasattr(part, "id") else set()
    for label in (getattr(part, name, None) for name in ("label", "title", "message", "group", "within")):
        found |= {text for text in (label.zh, label.en) if text} if label else set()
    for name in ("fields", "tables", "columns", "listed_rows", "rules", "cross_document_rules"):
        for inner in getattr(part, name, ()):
            found |= pieces_of(inner) if not isinstance(inner, str) else set()
    return found


def known(prefix: str) -> set[str]:
    return {key.removeprefix(prefix) for key in MESSAGES if key.startswith(prefix)}


def flag_kinds() -> set[str]:
    """Return every kind of flag that the code writes out as one word."""
    kinds = set()
    for path in Path(extractor.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Flag":
                values = (keyword.value for keyword in node.keywords if keyword.arg == "kind")
                kinds.update(value.value for value in values if isinstance(value, ast.Constant))
    return kinds


def unprinted(shown: str, printed: str) -> set[str]:
    """Return the lines of an example, `...` aside, that were not printed; how they are indented does not count."""
    lines = [{" ".join(line.split()) for line in text.splitlines()} for text in (shown, printed)]
    return lines[0] - lines[1] - {"..."}


def broken_links(page: Path) -> list[str]:
    targets = LINK.findall(page.read_text("utf-8"))
    local = (target for target in targets if not re.match(r"[a-z]+:|#", target))
    return [target for target in local if not (page.parent / target.split("#")[0]).exists()]


def prose() -> str:
    return "\n".join(page.read_text("utf-8") for page in PAGES if page.name != "CHANGELOG.md")


def commands(group=None, above: str = "") -> dict[str, typer.core.TyperCommand]:
    """Return the commands of the command line by full name (`schema check`)."""
    found = {}
    for name, command in (group or typer.main.get_command(app)).commands.items():
        if hasattr(command, "commands"):
            found |= commands(command, f"{above}{name} ")
        elif command.hidden:  # what the group does by itself: `gouji eval`
            found[above.strip()] = command
        else:
            found[f"{above}{name}"] = command
    return found


def options() -> set[str]:
    every = [typer.main.get_command(app), *commands().values()]
    spelled = {name for command in every for param in command.params for name in (*param.opts, *param.secondary_opts)}
    return {name for name in spelled if name.startswith("--")}


def test_every_query_of_the_stores_page_runs(tmp_path):
    store = str(tmp_path / "gouji.db")
    main(["run", str(ROOT / "eval" / "demo"), "--db", store])
    connection = sqlite3.connect(store)
    try:
        page = (ROOT / "docs" / "store.md").read_text("utf-8")
        queries = re.findall(r"^```sql\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        assert [len(connection.execute(query).fetchall()) > 0 for query in queries] == [True, True]
    finally:
        connection.close()


def test_every_table_and_view_of_the_store_is_described(tmp_path):
    Store.open(tmp_path / "gouji.db").close()
    connection = sqlite3.connect(tmp_path / "gouji.db")
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    connection.close()
    page = (ROOT / "docs" / "store.md").read_text("utf-8")
    assert [name for name in names if not name.startswith("search_") and f"`{name}`" not in page] == []


@pytest.mark.parametrize("column", COLUMNS)
def test_every_heading_of_the_list_is_described(column):
    line = re.search(rf"^\| `{column}` \|.*$", (ROOT / "docs" / "store.md").read_text("utf-8"), re.MULTILINE)[0]
    assert [heading for heading in COLUMNS[column] if heading not in line] == []
