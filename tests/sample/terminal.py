"""What a terminal of 120 columns shows of a command and what it said, as a page of a browser."""
import html
import textwrap

COLUMNS, WIDTH, HEIGHT, MARGIN = 120, 7.83, 18, 14  # of one character of a fixed width at 13 pixels


def wrapped(line):
    indent = line[:len(line) - len(line.lstrip())]
    return textwrap.wrap(line.strip(), COLUMNS, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False) or [""]


def page(command, said):
    """(the page, its width)"""
    lines = [part for line in [f"$ {command}", *said.splitlines()] for part in wrapped(line)]
    text = f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fbfbf8; color: #222; font: 13px/{HEIGHT}px "Liberation Mono", "DejaVu Sans Mono", monospace }}
pre {{ margin: 0; padding: {MARGIN}px; font: inherit }}
b {{ color: #0b5394 }}
</style><pre><b>{html.escape(lines[0])}</b>
""" + html.escape("\n".join(lines[1:])) + "</pre>"
    return text, round(COLUMNS * WIDTH) + 2 * MARGIN
