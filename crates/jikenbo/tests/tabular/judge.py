"""What DuckDB, pandas, SQLite and Datasette find in the files that were exported, as one JSON object.

Takes the folder of the files and the metadata for Datasette.
"""

import asyncio
import json
import pathlib
import sqlite3
import sys

import duckdb
import pandas
import pyarrow.parquet
from datasette.app import Datasette

folder, metadata = pathlib.Path(sys.argv[1]), json.loads(sys.argv[2])


def ask(sql):
    return duckdb.sql(sql.replace("PARQUET", f"'{folder / 'cases.parquet'}'")).fetchall()[0]


def plain(value):
    return None if value is None else int(value)


def by_duckdb():
    cases, people, untold = ask("SELECT count(*), sum(people), count(*) FILTER (published IS NULL) FROM PARQUET")
    facts, figures = ask(
        "SELECT count(*), sum(f.number) FILTER (f.key = 'counts') FROM (SELECT UNNEST(facts) AS f FROM PARQUET)"
    )
    (ransomware,) = ask("SELECT count(*) FROM (SELECT UNNEST(kinds) AS kind FROM PARQUET) WHERE kind = 'ransomware'")
    types = ask("SELECT typeof(published), typeof(clipped_at), typeof(people), typeof(kinds), typeof(facts[1].date) FROM PARQUET LIMIT 1")
    return [cases, plain(people), untold, facts, plain(figures), ransomware], list(types)


def by_pandas():
    table = pandas.read_parquet(folder / "cases.parquet", dtype_backend="pyarrow")
    facts = pandas.json_normalize(table["facts"].explode().dropna().tolist())
    figures = facts.loc[facts["key"] == "counts", "number"].sum()
    kinds = table["kinds"].explode()
    found = [len(table), table["people"].sum(), table["published"].isna().sum(), len(facts), figures, (kinds == "ransomware").sum()]
    types = [str(table.dtypes[name]) for name in ["published", "clipped_at", "people"]]
    return [plain(value) for value in found], types


def by_csv():
    cases = pandas.read_csv(folder / "cases.csv", encoding="utf-8-sig")
    facts = pandas.read_csv(folder / "facts.csv", encoding="utf-8-sig")
    figures = facts.loc[facts["key"] == "counts", "number"].sum()
    kinds = cases["kinds"].dropna().str.split("; ").explode()
    found = [len(cases), cases["people"].sum(), cases["published"].isna().sum(), len(facts), figures, (kinds == "ransomware").sum()]
    return [plain(value) for value in found]


SQL = [
    "SELECT count(*) FROM cases_view",
    "SELECT sum(people) FROM cases_view",
    "SELECT count(*) FROM cases_view WHERE published IS NULL",
    "SELECT count(*) FROM facts_view",
    "SELECT sum(number) FROM facts_view WHERE key = 'counts'",
    "SELECT count(*) FROM cases, json_each(cases.kinds) k WHERE k.value = 'ransomware'",
]


def by_sqlite():
    database = sqlite3.connect(f"file:{folder / 'cases.sqlite'}?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    return [database.execute(sql).fetchone()[0] for sql in SQL]


async def by_datasette():
    server = Datasette([], immutables=[str(folder / "cases.sqlite")], metadata=metadata)
    await server.invoke_startup()

    async def get(address):
        answer = await server.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:300])
        return answer

    found = []
    for sql in SQL:
        answer = await get("/cases.json?_shape=arrays&sql=" + sql.replace(" ", "+").replace("=", "%3D"))
        found.append(answer.json()["rows"][0][0])
    view = (await get("/cases/facts_view.json?key=counts&_shape=array&_size=1")).json()[0]
    facets = (await get("/cases/cases.json?_facet_array=kinds&_size=1")).json()["facet_results"]["kinds"]["results"]
    largest = (await get("/cases/largest.json?_shape=array")).json()
    for page in ["/cases/cases_view", "/cases/facts_view", "/cases/cases", "/cases/largest"]:
        await get(page)
    return found, view, {facet["value"]: facet["count"] for facet in facets}, largest


duck, duck_types = by_duckdb()
frame, frame_types = by_pandas()
served, view, facets, largest = asyncio.run(by_datasette())
schema = pyarrow.parquet.ParquetFile(folder / "cases.parquet")
codec = schema.metadata.row_group(0).column(0).compression
print(
    json.dumps(
        {
            "found": {"duckdb": duck, "pandas": frame, "csv": by_csv(), "sqlite": by_sqlite(), "datasette": served},
            "types": {"duckdb": duck_types, "pandas": frame_types},
            "view": view,
            "facets": facets,
            "largest": largest,
            "codec": codec,
        }
    )
)
