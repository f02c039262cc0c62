"""Wall time, processor time and peak memory of `biaodan extract` and its peers; see `bench-peers`.

Two ways to use them are measured. File by file, a process for each, in turns, so that noise of the machine
falls on all alike. And all files in one process: for peers that are Python libraries the import is not
counted, for biaodan the start of the process is.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

# One thread each, also for what the libraries bring along.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT")}
# A second pass over all files tells little more about peers that take minutes.
ONCE = {"PyMuPDF find_tables", "pdfplumber tables", "Camelot lattice"}


def pymupdf_text(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        for page in pdf:
            page.get_text()


def pymupdf_tables(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        for page in pdf:
            for table in page.find_tables():
                table.extract()


def pdfplumber_tables(path):
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def camelot_lattice(path):
    import camelot

    camelot.read_pdf(str(path), pages="all", flavor="lattice")


def pypdfium2_text(path):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    pdf.close()


# Name, package, work on one file, how many times faster biaodan means to be.
PEERS = {
    "pypdfium2 text": ("pypdfium2", pypdfium2_text, 5),
    "PyMuPDF text": ("pymupdf", pymupdf_text, None),
    "PyMuPDF find_tables": ("pymupdf", pymupdf_tables, None),
    "pdfplumber tables": ("pdfplumber", pdfplumber_tables, 100),
    "Camelot lattice": ("camelot-py", camelot_lattice, None),
}
BIAODAN, PDFTOTEXT, PDFTOTEXT_GOAL = "biaodan extract", "pdftotext -layout", 2


class Measure:
    """Seconds of each round over all files, and the largest peak."""

    def __init__(self):
        self.wall, self.cpu, self.peak, self.failed = [], [], 0, 0

    def add(self, wall, cpu, peak, failed):
        self.wall.append(wall)
        self.cpu.append(cpu)
        self.peak = max(self.peak, peak)
        self.failed = max(self.failed, failed)


def run(command):
    """Seconds of wall and processor time, peak in kB, exit status. posix_spawn costs a fraction of a
    millisecond; what a child takes is at least what this process takes when it starts it, so this one stays
    small: libraries are imported by children only."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, {**os.environ, **ONE_THREAD}, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    os.close(null)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def file_by_file(commands, files, rounds):
    measures = {name: Measure() for name in commands}
    for number in range(rounds + 1):
        totals = {name: [0.0, 0.0, 0, 0] for name in commands}
        for index, path in enumerate(files):
            names = list(commands) if (number + index) % 2 else list(commands)[::-1]
            for name in names:
                wall, cpu, peak, code = run(commands[name](str(path)))
                # 1 is biaodan's word for a document without a form
                failed = code not in (0, 1) if name == BIAODAN else code != 0
                total = totals[name]
                totals[name] = [total[0] + wall, total[1] + cpu, max(total[2], peak), total[3] + failed]
        if number > 0:  # the first round fills the caches
            for name, total in totals.items():
                measures[name].add(*total)
    return measures


def in_one_process(biaodan, files, rounds, skip):
    measures = {BIAODAN: Measure(), **{name: Measure() for name in PEERS if name not in skip}}
    paths = [str(path) for path in files]
    for number in range(rounds):
        for name, measure in measures.items():
            if name == BIAODAN:
                wall, cpu, peak, code = run([biaodan, "extract", "--jobs", "1", *paths])
                measure.add(wall, cpu, peak, code not in (0, 1))
            elif number == 0 or name not in ONCE:
                measure.add(*peer(name, paths))
    return measures


def peer(name, paths):
    command = [sys.executable, __file__, "--peer", name, *paths]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **ONE_THREAD})
    if done.returncode != 0:
        sys.exit(f"bench-peers: {name}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def peer_process(name, paths):
    """In the child: keeps to one processor, imports, then measures."""
    import resource
    import warnings

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    warnings.simplefilter("ignore")
    package, work, _ = PEERS[name]
    __import__({"camelot-py": "camelot"}.get(package, package))
    failed = 0
    wall, cpu = time.perf_counter(), time.process_time()
    for path in paths:
        try:
            work(path)
        except Exception as error:
            failed += 1
            print(f"{path}: {error}", file=sys.stderr)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([wall, cpu, peak, failed]))


def page_count(files):
    """Pages of the files; one that the library cannot open counts as one."""
    code = """
import pypdfium2, sys
def pages(path):
    try:
        return len(pypdfium2.PdfDocument(path))
    except Exception:
        return 1
print(sum(map(pages, sys.argv[1:])))
"""
    done = subprocess.run([sys.executable, "-c", code, *map(str, files)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def show(title, measures, pages, goals):
    ours = measures[BIAODAN]
    print(f"\n{title}")
    print(f"{'':22}{'ms/page':>10}{'median':>10}{'cpu':>10}{'times':>8}{'cpu':>8}{'MB':>7}  goal")
    for name, m in measures.items():
        wall, cpu = min(m.wall), min(m.cpu)
        ratio = min(m.wall) / min(ours.wall)
        numbers = [1000 * seconds / pages for seconds in (wall, statistics.median(m.wall), cpu)]
        row = f"{name:22}" + "".join(f"{number:10.3f}" for number in numbers)
        row += f"{ratio:8.1f}{cpu / min(ours.cpu):8.1f}{m.peak / 1024:7.0f}"
        if goal := goals.get(name):
            row += f"  {goal}: {'met' if ratio >= goal else 'missed'}"
        if m.failed:
            row += f"  ({m.failed} failed)"
        print(row)


def measure_folder(folder, options):
    only = re.compile(options.only)
    files = sorted(path for path in Path(folder).rglob("*.pdf") if only.search(path.name))
    if not files:
        print(f"\n{folder}: no PDFs")
        return
    pages = page_count(files)
    print(f"\n{folder}: {len(files)} files, {pages} pages")
    commands = {
        BIAODAN: lambda path: [options.biaodan, "extract", "--jobs", "1", path],
        # the dash: it writes a file beside the document unless told where
        PDFTOTEXT: lambda path: [options.pdftotext, "-layout", path, "-"],
    }
    show(f"file by file, a process each, {options.rounds} rounds", file_by_file(commands, files, options.rounds), pages,
         {PDFTOTEXT: PDFTOTEXT_GOAL})
    goals = {name: goal for name, (_, _, goal) in PEERS.items()}
    show("all files in one process", in_one_process(options.biaodan, files, options.rounds, options.skip), pages, goals)


def main():
    if sys.argv[1:2] == ["--peer"]:
        return peer_process(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser()
    parser.add_argument("--biaodan", required=True)
    parser.add_argument("--only", default=r"^(?!scan-)", help="names of files; scans hold no text and are left out")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--skip", type=lambda names: set(names.split(",")), default=set(), help="peers to leave out")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    options.pdftotext = subprocess.run(["which", "pdftotext"], capture_output=True, text=True, check=True).stdout.strip()
    said = subprocess.run([options.pdftotext, "-v"], capture_output=True, text=True).stderr.split("\n")[0]
    packages = sorted({package for package, _, _ in PEERS.values()})
    print(f"{said}; " + ", ".join(f"{package} {version(package)}" for package in packages))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print("ms/page is the best round; times is how many times as long as biaodan takes, by the clock and in processor time")
    for folder in options.folders:
        measure_folder(folder, options)


if __name__ == "__main__":
    main()
