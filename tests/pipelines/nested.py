"""Files inside files, made for tests. All facts are invented."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from tests.pipelines.readers.samples import pdf

NOTE = b"On 3 May 2022 the harbour police arrested 14 smugglers near the lighthouse."
PICTURE = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + bytes(64)


def zipped(**files: bytes) -> bytes:
    """A ZIP archive; `note_txt` is the name of `note.txt`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return made.getvalue()


def mail(subject: str, **files: bytes) -> bytes:
    """A message with files attached, named as in `zipped`."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "desk@example.org", "list@example.org", subject
    made.set_content("Please find the reports attached.")
    for name, data in files.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return made.as_bytes()


def report_mail(folder: Path) -> bytes:
    """A message with a PDF, and a ZIP that holds a note and a picture."""
    return mail(
        "Two reports",
        report_pdf=pdf(folder).read_bytes(),
        more_zip=zipped(note_txt=NOTE, photo_jpg=PICTURE),
    )
