"""Past one machine: `verbatim read -` as the map step of a cluster, and its records in a database.

    cargo build --release --bin verbatim
    python3 -m venv target/spark && target/spark/bin/pip install pyspark==4.3.0 duckdb==2.0.0     # needs Java 17 or newer
    target/spark/bin/python examples/spark.py target/release/verbatim [COUNT]

Makes COUNT articles (10,000), one JSON object a line; has Spark in local mode pipe them through the command, and runs the command
alone over the same lines; fails where the two differ in any record; then loads the records into DuckDB and asks who says most.
The same line of code, `lines.pipe(...)`, runs on a cluster whose machines have the command.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time

import duckdb
from pyspark.sql import SparkSession

PEOPLE = [f"{given} {family}" for given in "Ana Maria Jonas Erik Lena Omar Ines Tomas".split()
          for family in "Ortega Lind Moe Fors Haddad Okafor Quill Brennan".split()]
TOWNS = "Varda Lunde Sorby Ostmark Felling Harrow Teal Halden".split()
THINGS = "bridge ferry school harbour hospital market library road".split()
CUES = "said told added warned".split()


def article(number: int) -> dict:
    """An article of its own words, with two to five quotes."""
    dice = random.Random(number)
    town, thing = dice.choice(TOWNS), dice.choice(THINGS)
    paragraphs = [f"The council of {town} met on day {number} of its term and talked about the {thing} for {dice.randint(2, 9)} hours."]
    for at in range(dice.randint(2, 5)):
        who, cue = dice.choice(PEOPLE), dice.choice(CUES[:1] + CUES[2:])
        paragraphs.append(f"“We have asked {dice.randint(3, 900)} people in {town} what they think of the {thing},” {cue} {who}. "
                          f"The {dice.choice(THINGS)} was not on the list of the day.")
    return {
        "url": f"https://example.org/{town.lower()}/{number}",
        "headline": f"{town} talks about its {thing} again, session {number}",
        "published": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        "outlet": f"The {dice.choice(TOWNS)} Post",
        "text": "\n\n".join(paragraphs),
    }


def canonical(record: str) -> str:
    """A record without the line it stood in, which counts from the start of what one command was given."""
    record = json.loads(record)
    return json.dumps({key: value for key, value in record.items() if key not in ("file", "files")}, sort_keys=True)


def main(command: str, count: int) -> None:
    command = os.path.abspath(command)
    with tempfile.TemporaryDirectory() as folder:
        lines, records = os.path.join(folder, "articles.jsonl"), os.path.join(folder, "records.jsonl")
        with open(lines, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(article(number), ensure_ascii=False) + "\n" for number in range(count))

        started = time.monotonic()
        with open(lines, "rb") as source, open(records, "wb") as out:
            subprocess.run([command, "read", "-"], stdin=source, stdout=out, check=True)
        alone = time.monotonic() - started

        spark = SparkSession.builder.master("local[*]").appName("verbatim").config("spark.ui.enabled", "false").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        started = time.monotonic()
        mapped = spark.sparkContext.textFile(lines, minPartitions=8).pipe(f"{command} read -", checkCode=True)
        on_spark = sorted(mapped.map(canonical).collect())
        piped, parts = time.monotonic() - started, mapped.getNumPartitions()
        spark.stop()

        with open(records, encoding="utf-8") as source:
            by_itself = sorted(canonical(line) for line in source)
        if len(by_itself) != count or on_spark != by_itself:
            differ = sum(a != b for a, b in zip(on_spark, by_itself)) + abs(len(on_spark) - len(by_itself))
            sys.exit(f"{count} articles: {len(by_itself)} records alone, {len(on_spark)} on Spark, {differ} differ")
        print(f"{count:,} articles: the same {count:,} records alone ({alone:.0f} s) and on Spark ({piped:.0f} s, {parts} partitions)")

        articles = duckdb.sql(f"SELECT * FROM read_json('{records}', format = 'newline_delimited', maximum_object_size = 67108864)")
        quotes = duckdb.sql("SELECT outlet, published, unnest(quotes) AS quote FROM articles")
        print(f"DuckDB: {articles.shape[0]:,} articles, {quotes.shape[0]:,} quotes; who says most:")
        print(duckdb.sql("SELECT quote.speaker AS speaker, count(*) AS quotes, count(DISTINCT outlet) AS outlets FROM quotes "
                         "GROUP BY ALL ORDER BY quotes DESC, speaker LIMIT 5"))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 10_000)
