"""`python -m scripts.corpus`: makes every report of `corpus/sources` anew in `corpus/reports`."""

from pathlib import Path

from scripts.corpus import pdf, pptx
from scripts.corpus.source import Report, load

CORPUS = Path(__file__).parents[2] / "corpus"


def write_text(report: Report, path: Path) -> None:
    """A plain text report is its body as it stands."""
    path.write_text(report.body, encoding="utf-8")


WRITERS = {"txt": write_text, "pdf": pdf.write, "pptx": pptx.write}


def main() -> None:
    """Makes all reports."""
    for path in sorted((CORPUS / "sources").glob("*.md")):
        report = load(path)
        WRITERS[report.format](report, CORPUS / "reports" / f"{report.name}.{report.format}")


if __name__ == "__main__":
    main()
