"""How well and how fast pictures of pages are read by biaodan and its peers; see `bench-peers --scans`.

The pages of PDFs with a text layer are drawn, and what their cells hold is known from that layer. Every character
that an engine reads counts for the cell it lies in, wherever the engine saw lines begin and end; what stands outside
of tables is not compared. Blanks and the width of characters do not count.
"""

import argparse
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from importlib.metadata import version
from pathlib import Path

THREADS = 2
POINTS_PER_INCH = 72
AMOUNT = re.compile(r"-?\d[\d,]*\.\d+")
BIAODAN, RAPIDOCR, TESSERACT = "biaodan", "RapidOCR", "Tesseract"
SHOWN = 5


def plain(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def limited():
    # Tesseract's threads take more time waiting for each other than they save, so it gets one.
    return {**os.environ, "OMP_NUM_THREADS": str(THREADS), "OMP_THREAD_LIMIT": "1"}


class Measure:
    """What one engine read of each page, in points, and what it took."""

    def __init__(self):
        self.lines, self.cpu, self.wall, self.peak = {}, 0.0, 0.0, 0

    def add(self, page, lines, cpu, wall, peak):
        self.lines[page] = lines
        self.cpu += cpu
        self.wall += wall
        self.peak = max(self.peak, peak)


def run(command):
    """What a process prints, and its seconds and peak in kB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=limited())
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return printed, usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss


def tables(biaodan, path, *options):
    printed, *took = run([biaodan, "tables", *options, str(path)])
    cells = [cell | {"page": cell.get("page", table["page"])} for table in json.loads(printed or b"[]") for cell in table["cells"]]
    return cells, took


def draw(options, pdf):
    """The pages of a PDF as pictures, and their cells."""
    cells, _ = tables(options.biaodan, pdf, "--ocr", "never")
    stem = options.work / pdf.stem
    subprocess.run(["pdftoppm", "-r", str(options.dpi), "-png", str(pdf), str(stem)], check=True)
    for picture in sorted(options.work.glob(f"{pdf.stem}-*.png")):
        number = int(re.search(r"-(\d+)\.png$", picture.name)[1])
        own = [(cell["bbox"], plain(cell["text"])) for cell in cells if cell["page"] == number]
        own = [(bbox, text) for bbox, text in own if "\ufffd" not in text]
        if any(text for _, text in own):
            yield picture, own


class Biaodan:
    """A process for each page."""

    def __init__(self, options):
        self.biaodan = options.biaodan

    def read(self, page):
        cells, took = tables(self.biaodan, page, "--ocr", "always")
        return [(cell["text"], middle(cell["bbox"])) for cell in cells], *took


def middle(bbox):
    """A text that counts for the cell in the middle of its own."""
    x, y = (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2
    return [x, y, x, y]


class Tesseract:
    """A process for each page."""

    def __init__(self, options):
        self.dpi, self.points = str(options.dpi), POINTS_PER_INCH / options.dpi

    def read(self, page):
        command = [shutil.which("tesseract"), str(page), "-", "-l", "chi_sim+eng", "--psm", "11", "--dpi", self.dpi, "tsv"]
        printed, *took = run(command)
        lines = []
        for row in csv.DictReader(io.StringIO(printed.decode()), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["level"] == "5" and row["text"].strip():
                x, y, w, h = (int(row[key]) * self.points for key in ("left", "top", "width", "height"))
                lines.append((row["text"], [x, y, x + w, y + h]))
        return lines, *took


class RapidOcr:
    """One process for all pages: what it takes to import and to load the models is not counted."""

    def __init__(self, options):
        self.points = POINTS_PER_INCH / options.dpi
        command = [sys.executable, __file__, "--rapidocr"]
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=limited())
        self.child.stdout.readline()

    def read(self, page):
        self.child.stdin.write(f"{page}\n")
        self.child.stdin.flush()
        printed = self.child.stdout.readline()
        if not printed:
            sys.exit(f"bench-peers: RapidOCR failed at {page}")
        lines, *took = json.loads(printed)
        return [(text, [v * self.points for v in bbox]) for text, bbox in lines], *took


def rapidocr_process():
    """In the child: its defaults; reads names of pictures, writes a line for each."""
    import logging
    import resource

    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": THREADS})
    print("ready", flush=True)
    for path in map(str.strip, sys.stdin):
        wall, cpu = time.perf_counter(), time.process_time()
        read = engine(path)
        took = time.process_time() - cpu, time.perf_counter() - wall
        lines = []
        for box, text in zip(read.boxes if read.boxes is not None else [], read.txts or []):
            xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
            lines.append((text, [min(xs), min(ys), max(xs), max(ys)]))
        print(json.dumps([lines, *took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]), flush=True)


ENGINES = {BIAODAN: Biaodan, RAPIDOCR: RapidOcr, TESSERACT: Tesseract}


def measure(options, pages):
    """All engines on each page in turns, so that noise of the machine falls on all alike."""
    engines = {name: make(options) for name, make in ENGINES.items() if name not in options.skip}
    measures = {name: Measure() for name in engines}
    for number, page in enumerate(pages):
        for name in list(engines) if number % 2 else list(engines)[::-1]:
            measures[name].add(page, *engines[name].read(page))
    return measures


def width(ch):
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1


def in_cells(lines, cells):
    """What lines say in each cell: their characters stand side by side, wide ones twice as wide."""
    pieces = [[] for _ in cells]
    for text, (x0, y0, x1, y1) in lines:
        y, total, at = (y0 + y1) / 2, sum(map(width, text)) or 1, 0
        for ch in text:
            x = x0 + (x1 - x0) * (at + width(ch) / 2) / total
            at += width(ch)
            for (bbox, _), piece in zip(cells, pieces):
                if bbox[0] <= x < bbox[2] and bbox[1] <= y < bbox[3]:
                    piece.append((y, y1 - y0, x, ch))
                    break
    return [plain("".join(ch for row in rows(piece) for _, _, _, ch in row)) for piece in pieces]


def rows(piece):
    """Characters line by line: those whose middles are at most half a line's height apart stand on one."""
    out = []
    for own in sorted(piece, key=lambda own: own[0]):
        if out and own[0] - out[-1][-1][0] <= max(own[1], 1) / 2:
            out[-1].append(own)
        else:
            out.append([own])
    return [sorted(row, key=lambda own: own[2]) if len({own[2] for own in row}) > 1 else row for row in out]


def distance(a, b):
    """Characters to change, add or take away."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return len(a) + len(b)
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y)))
        last = row
    return last[-1]


class Score:
    def __init__(self, measure, pages):
        self.wrong, self.all, self.amounts, self.right, self.misread = 0, 0, 0, set(), {}
        for page, cells in pages:
            for number, ((_, truth), read) in enumerate(zip(cells, in_cells(measure.lines[page], cells))):
                self.all += len(truth)
                self.wrong += distance(truth, read)
                if AMOUNT.fullmatch(truth):
                    self.amounts += 1
                    if truth == read:
                        self.right.add((page, number))
                    else:
                        self.misread[page, number] = (truth, read)

    @property
    def error(self):
        return self.wrong / max(1, self.all)


def show(measures, pages):
    scores = {name: Score(measure, pages) for name, measure in measures.items()}
    print(f"{'':12}{'wrong characters':>18}{'amounts right':>16}{'cpu s/page':>12}{'s/page':>9}{'MB':>7}")
    for name, measure in measures.items():
        score = scores[name]
        cost = f"{measure.cpu / len(pages):12.2f}{measure.wall / len(pages):9.2f}{measure.peak / 1024:7.0f}"
        print(f"{name:12}{100 * score.error:16.2f} %{len(score.right):9} of {score.amounts}{cost}")
    if RAPIDOCR in scores:
        goals(measures, scores)


def goals(measures, scores):
    own, other = scores[BIAODAN], scores[RAPIDOCR]
    missed = sorted(other.right - own.right)
    met = lambda is_met: "met" if is_met else "missed"
    print(f"goal: a third of RapidOCR's wrong characters at most: {met(own.error <= other.error / 3)}")
    print(f"goal: no amount that RapidOCR gets and biaodan does not: {met(not missed)}")
    for at in missed[:SHOWN]:
        truth, read = own.misread[at]
        print(f"  {at[0].name}: {truth} was read as {read or 'nothing'}")
    print(f"goal: half of RapidOCR's processor time at most: {met(measures[BIAODAN].cpu <= measures[RAPIDOCR].cpu / 2)}")
    print(f"goal: less than 500 MB: {met(measures[BIAODAN].peak < 500 * 1024)}")


def main():
    if sys.argv[1:2] == ["--rapidocr"]:
        return rapidocr_process()
    parser = argparse.ArgumentParser()
    parser.add_argument("--biaodan", required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for the pictures of pages")
    parser.add_argument("--only", default=r"^(?!scan-)", help="names of files; scans say nothing that is known for certain")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skip", type=lambda names: set(names.split(",")), default=set(), help="engines to leave out")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for old in options.work.glob("*.png"):
        old.unlink()
    only = re.compile(options.only)
    pdfs = sorted(path for folder in options.folders for path in folder.rglob("*.pdf") if only.search(path.name))
    pages = [page for pdf in pdfs for page in draw(options, pdf)]
    if not pages:
        sys.exit("bench-peers: no page with a table")
    said = subprocess.run(["tesseract", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    print(f"{said}; rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')}")
    print(f"{len(pages)} pages at {options.dpi} dpi, {THREADS} threads; load of the machine: {os.getloadavg()[0]:.1f}")
    print("the start of a process and the loading of models count for biaodan and Tesseract, a page each, not for RapidOCR")
    show(measure(options, [page for page, _ in pages]), pages)


if __name__ == "__main__":
    main()
