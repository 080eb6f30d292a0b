#!/usr/bin/env python3
"""Prints one table of quality: score.py VERBATIM SHARED. SHARED holds labelled data (data/) and the scorers (tools/).

Without that folder there is nothing to score on, and the script says so: the project's own golden articles are scored by
`cargo test`. The peers' figures are those published with the data, measured with the same scorers."""
import json, os, subprocess, sys, tempfile

verbatim, shared = sys.argv[1:3]
if not os.path.isdir(os.path.join(shared, "data")):
    print(f"{shared}/data is not here: nothing to score on.")
    sys.exit(0)
tools = os.path.join(shared, "tools")
data = os.path.join(shared, "data")
work = tempfile.mkdtemp(prefix="verbatim-score-")


def run(*command, to=None):
    out = open(os.path.join(work, to), "w") if to else subprocess.PIPE
    done = subprocess.run(command, stdout=out, text=True)
    return os.path.join(work, to) if to else done.stdout


def row(what, *figures):
    print(f"{what:58}", *(f"{figure:>9}" for figure in figures))


def predict(what, path, to):
    return run(verbatim, "predict", what, path, to=to)


def quotes(name):
    gold = os.path.join(data, "quotes", name)
    predicted = predict("quotes", gold, "quotes.jsonl")
    out = os.path.join(work, "quotes.json")
    run("python3", os.path.join(tools, "score_quotes.py"), gold, predicted, "--json", out)
    return json.load(open(out)), predicted


def calibration(gold_path, predicted_path):
    """For each word of confidence how many quotes have it, and how many of these are quotes with the right speaker, as the
    scorer counts both."""
    sys.path.insert(0, tools)
    import score_quotes as scorer

    gold, predicted = scorer.load(gold_path), scorer.load(predicted_path)
    counts = {}
    for article in gold.values():
        asked = [part for quote in article["quotes"] for part in scorer.expand(quote)]
        given = [part for quote in predicted.get(article["id"], {}).get("quotes", []) for part in scorer.expand(quote)]
        kept = [quote for quote in asked if quote.get("kind", "full") in ("full", "partial")]
        others = [quote for quote in asked if quote.get("kind", "full") not in ("full", "partial")]
        pairs = {at: kept[i] for i, at in scorer.pair(kept, given, "overlap")}
        rest = [at for at in range(len(given)) if at not in pairs]
        unasked = {rest[at] for _, at in scorer.pair(others, [given[at] for at in rest], "overlap")}
        for at, quote in enumerate(given):
            if at not in unasked:
                right = at in pairs and scorer.speaker_right(quote, pairs[at])
                all_, good = counts.get(quote["confidence"], (0, 0))
                counts[quote["confidence"]] = (all_ + 1, good + right)
    return counts


print("Quotes (strict)".ljust(58), *(f"{h:>9}" for h in ("detect", "end2end", "full R", "partial R", "matched")))


def figure(scores, *path):
    for step in path:
        scores = scores.get(step, {}) if isinstance(scores, dict) else {}
    return scores if isinstance(scores, (int, float)) else "–"


for name in ("polnear.dev.jsonl", "two_articles.gold.jsonl"):
    scores, predicted = quotes(name)
    row(
        f"verbatim, {name}",
        figure(scores, "detect_overlap", "F1"),
        figure(scores, "e2e_strict", "F1"),
        figure(scores, "by_kind", "full", "e2e_R"),
        figure(scores, "by_kind", "partial", "e2e_R"),
        figure(scores, "attrib_all_strict"),
    )
    if name.startswith("polnear"):
        counts = calibration(os.path.join(data, "quotes", name), predicted)
        total = sum(all_ for all_, _ in counts.values())
        kept = ", ".join(
            f"{word} {100 * good / all_:.1f} % right of {all_} ({100 * all_ / total:.0f} %)"
            for word, (all_, good) in sorted(counts.items(), key=lambda item: ("sure", "likely", "check").index(item[0]))
        )
        print(f"    confidence: {kept}")
        person = scores["attrib_pronoun"]
        print(f"    the person behind a pronoun: {person['entity']} % right of {person['entity_n']}")
print("    peers (published, their test split): humans – 95.5 · sketch 97.4 85.9 · textacy+spaCy 80.7 73.5 · Citron 73.2 65.5")
print("    Gender Gap Tracker 87.3 64.9 · regular expressions 93.3 59.5 · compromise 91.0 0.6 (detection, end-to-end)")

print()
print("Names (exact span F1)".ljust(58), *(f"{h:>9}" for h in ("people", "organis.", "places")))
for name in ("gumnews.dev.jsonl", "politics.dev.jsonl", "two_articles.lines.jsonl"):
    gold = os.path.join(data, "names", name)
    out = run("python3", os.path.join(tools, "score_entities.py"), "spans", gold, predict("names", gold, "names.jsonl"))
    scores = {line.split()[0]: eval(line.split(" ", 1)[1]) for line in out.splitlines() if line.startswith(("PER", "ORG", "LOC"))}
    row(f"verbatim, {name}", *(scores[kind]["exact"][2] for kind in ("PER", "ORG", "LOC")))
print("    peers, people (published, Wikinews / two articles): compromise 56.7 / 73.4 · spaCy small 68.3 / 85.0 · sketch 85.7 / 94.6")

print()
print("One person is one person".ljust(58), *(f"{h:>9}" for h in ("pairwise", "B3", "perfect")))
for name in ("aliases.gold.jsonl", "gumcoref.dev.jsonl"):
    gold = os.path.join(data, "names", name)
    out = run("python3", os.path.join(tools, "score_entities.py"), "resolve", gold, predict("people", gold, "people.jsonl"))
    for line in out.splitlines():
        kind, _, rest = line.partition(" ")
        if rest.startswith("{") and kind != "all":
            scores = eval(rest)
            row(f"verbatim, {name}, {kind}", scores["pairwise"][2], scores["b3"][2], f"{scores['perfect']}/{scores['cases']}")
print("    peers (published, same / look-alike / GUM): last token 88.3 / 53.7 / 68.1 · careful rules 99.7 / 99.1 / 76.6 pairwise")

print()
def articles(what, gold, predicted, keys):
    out = os.path.join(work, "articles.json")
    run("python3", os.path.join(tools, "score_articles.py"), gold, predicted, "--quiet", "--json", out)
    scores = json.load(open(out))
    row(what, *(f"{scores[key]:.3f}" if key in scores else "–" for key in keys))


def gold_of(pack, **wanted):
    """A gold file of the rows of a pack whose id has these words."""
    folder = os.path.join(work, os.path.basename(pack))
    if not os.path.isdir(folder):
        run("python3", os.path.join(tools, "unpack_articles.py"), pack, folder)
    path = os.path.join(work, "-".join(wanted.values()) + ".gold")
    with open(path, "w") as out:
        for line in open(os.path.join(folder, "gold.jsonl")):
            id_ = json.loads(line)["id"]
            if id_.startswith(wanted.get("start", "")) and id_.endswith(wanted.get("end", "")):
                out.write(line)
    return path


packs = [os.path.join(data, "articles", name) for name in ("plain.dev.jsonl.gz", "html.dev.jsonl.gz")]
print("Articles, models fitted on other sites (five parts)")
unseen = os.path.join(work, "unseen.jsonl")
trainer = os.path.join(os.path.dirname(verbatim), "train")
run(trainer, "articles", *packs, "--unseen", unseen)
keys = ("body_f1", "title", "date_acc", "author_f1", "author_exact")
print("    scraped text".ljust(58), *(f"{h:>9}" for h in ("body", "title", "day", "authors", "exact")))
for what, end in (("whole page", "__full"), ("half-cleaned", "__region")):
    articles(f"verbatim, {what}", gold_of(packs[0], end=end), unseen, keys)
print("    peers (published): everything .763 / .921 · jusText-like .837 / .906 · sixty patterns .905 / .930 body; title .01–.49; authors 0–.3")
keys = ("body_f1", "para_f1", "title", "date_acc", "time_acc", "author_exact", "author_none_ok", "caption_r", "caption_p", "credit_r")
heads = ("body", "paragr.", "title", "day", "minute", "authors", "none ok", "capt. R", "capt. P", "credits")
print("    pages".ljust(58), *(f"{h:>9}" for h in heads))
peers = {
    "fundus_eval": "trafilatura .947, newspaper4k .941, dom_smoothie .920, Readability .914; paragraphs .853 .886 .812 .800",
    "fundus": "trafilatura .945, dom_smoothie .909, Readability .887, newspaper4k .882; title .686 .783 – .713; day .981 .876 .849 .930",
    "scrapinghub": "trafilatura .960, dom_smoothie .951, Readability .941",
    "naeb": "trafilatura .918, dom_smoothie .900, Readability .899",
}
for name, line in peers.items():
    articles(f"verbatim, {name}", gold_of(packs[1], start=name + "__"), unseen, keys)
    print(f"    peers (published): {line}")
print("    the two real articles, by the model as shipped".ljust(58), *(f"{h:>9}" for h in ("body", "title", "day", "authors")))
predicted = predict("articles", os.path.join(shared, "articles"), "articles.jsonl")
gold = os.path.join(data, "articles", "two_articles.gold.jsonl")
articles("verbatim", gold, predicted, ("body_f1", "title", "date_acc", "author_f1"))
