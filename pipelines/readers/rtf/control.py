"""The control words of RTF by what they mean for a reader (Rich Text Format Specification 1.9.1)."""

from pipelines.record import BlockKind

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "~": "\u00a0",
    "_": "-",
    "-": "",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "nestcell": "\t",
    "nestrow": "\n",
    "lbr": "\n",
    "column": "\n",
}
STORIES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), BlockKind.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), BlockKind.FOOTER),
    "footnote": BlockKind.PARAGRAPH,
    "annotation": BlockKind.NOTE,
}
SILENT = {
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "fldinst", "objdata", "nonshppict", "shprslt", "listtext"),
    *("pntext", "pntxta", "pntxtb", "xe", "tc", "rxe", "template", "filetbl", "revtbl", "listtable", "objclass"),
    *("listoverridetable", "bkmkstart", "bkmkend", "atnid", "atnauthor", "atntime", "atnref", "atnicn", "themedata"),
    *(
        "datastore",
        "generator",
        "rsidtbl",
        "mmathPr",
        "latentstyles",
        "colorschememapping",
        "nextfile",
        "private",
        "upr",
        "sp",
    ),
    *("ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "ftncn", "aftncn", "pgdsctbl", "keycode", "do", "mhtmltag"),
}
SPOKEN = {"shpinst", "shptxt", "fldrslt", "ud", "annotation", "shppict", "nesttableprops", "result", "txfieldtext"}
"""Groups marked to be passed over by programs that do not know them, of which we show the words."""
ASKED = {"title", "author", "creatim", "revtim", "objdata", "stylesheet"}
"""Groups that are not shown, and whose words are kept for those who ask."""
AGAIN = {"ud", "dptxbxtext"}
"""Groups inside silent ones that are shown: the second form of words that stand there in two, and old boxes of text."""
