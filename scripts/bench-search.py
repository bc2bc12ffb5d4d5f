"""SQLite's side of scripts/bench-search: the same texts in FTS5, the same queries, and both in one table."""

import json, os, sqlite3, sys, time

folder = sys.argv[1]
queries = json.load(open(os.path.join(folder, "queries.json")))
figures = json.load(open(os.path.join(folder, "figures.json")))
place = os.path.join(folder, "fts.db")
if os.path.exists(place):
    os.remove(place)
book = sqlite3.connect(place)
book.execute("PRAGMA journal_mode = OFF")
book.execute("PRAGMA synchronous = OFF")
book.execute("PRAGMA cache_size = -1000000")
book.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'trigram')")
begun = time.process_time()
with open(os.path.join(folder, "texts.jsonl"), encoding="utf-8") as texts:
    book.executemany("INSERT INTO t (text) VALUES (?)", ((json.loads(line),) for line in texts))
book.commit()
built = time.process_time() - begun
content = book.execute("SELECT SUM(LENGTH(CAST(c0 AS BLOB))) FROM t_content").fetchone()[0]
size = os.path.getsize(place) - content


def least(runs, sql, value):
    best = None
    for _ in range(runs):
        begun = time.thread_time()
        found = book.execute(sql, (value,)).fetchone()[0]
        taken = (time.thread_time() - begun) * 1e3
        best = taken if best is None else min(best, taken)
    return best, found


wrong = scanned = 0
for query in queries:
    words = query["words"]
    if len(words) >= 3:
        query["fts_ms"], found = least(5, "SELECT COUNT(*) FROM t WHERE t MATCH ?", '"' + words.replace('"', '""') + '"')
    elif scanned < 10 or query["set"] == "B" and scanned < 20:
        scanned += 1
        query["scan_ms"], found = least(1, "SELECT COUNT(*) FROM t WHERE text LIKE ?", "%" + words + "%")
    else:
        continue
    if found != query["count"]:
        wrong += 1
        print(f"counts differ: {words!r}: {query['count']} here, {found} in SQLite")


def at(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def row(name, values):
    print(f"{name:<44}{at(values, .5):>10.3f}{at(values, .99):>10.3f}{len(values):>8}")


mb = 1e6
print(f"{figures['notices']} notices, {figures['text_bytes'] / mb:.0f} MB of text; SQLite {sqlite3.sqlite_version}")
print(f"index  {figures['index_bytes'] / mb:.0f} MB ({figures['index_bytes'] / figures['text_bytes']:.2f} of the text), "
      f"made in {figures['build_processor_s']:.0f} s of processor time; opened in {figures['open_s'] * 1e3:.0f} ms")
print(f"FTS5   {size / mb:.0f} MB ({size / figures['text_bytes']:.2f}), {built:.0f} s")
print(f"first page of everything: {figures['first_page_ms']:.1f} ms, with facets {figures['first_page_with_facets_ms']:.1f} ms; "
      f"all matches for charts {figures['all_light_ms']:.1f} ms")
print(f"{'milliseconds of processor time':<44}{'p50':>10}{'p99':>10}{'queries':>8}")
for name in ("A", "B"):
    some = [q for q in queries if q["set"] == name]
    print(f"set {name}: {'stretches of the texts' if name == 'A' else 'stretches of what many texts share'}, "
          f"median {at([q['count'] for q in some], .5)} hits")
    row("  count, all lengths", [q["ms"] for q in some])
    row("  count, 3 characters and more", [q["ms"] for q in some if len(q["words"]) >= 3])
    row("  FTS5 count, 3 characters and more", [q["fts_ms"] for q in some if "fts_ms" in q])
    row("  count, 2 characters", [q["ms"] for q in some if len(q["words"]) == 2])
    row("  FTS5 scan (LIKE), 2 characters", [q["scan_ms"] for q in some if "scan_ms" in q])
    row("  count in all spellings", [q["spelled_ms"] for q in some])
    row("  50 hits with facets, newest", [q["page_ms"] for q in some])
    row("  50 hits with facets, by relevance", [q["ranked_ms"] for q in some])
print("every count that both gave is the same" if not wrong else f"{wrong} counts differ")
sys.exit(1 if wrong else 0)
