#!/usr/bin/env python3
# The yardstick, kept as it was given, so that scores can be compared over time: neither restyled nor split.
# fmt: off
# ruff: noqa
"""Score a build's data/briefing.json against gold annotations. See GUIDE.md beside this file.

    python score.py BRIEFING.json GOLD.json [GOLD.json ...] [--misses] [--json]
"""
from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

SPACE = re.compile(r"\s+")
ATTRIBUTES = ("comparator", "metric", "period", "status", "owner")


def squeeze(text: str) -> str:
    return SPACE.sub("", text or "")


def squeezed_index(text: str) -> list[int]:
    """Map each index of text (and its end) to the index in squeeze(text)."""
    out, n = [], 0
    for ch in text:
        out.append(n)
        n += 0 if ch.isspace() else 1
    return out + [n]


def places(text: str, quotes) -> list[tuple[int, int]]:
    """Where each quote stands in the squeezed text. A quote may be a string, or [string, nth] with nth from 1."""
    found = []
    for q in quotes or ():
        q, nth = (q, None) if isinstance(q, str) else (q[0], q[1])
        q = squeeze(q)
        spans = [(m.start(), m.start() + len(q)) for m in re.finditer(re.escape(q), text)]
        if not spans:
            raise SystemExit(f"gold quote not in the article: {q}")
        found += spans if nth is None else [spans[nth - 1]]
    return found


def overlap(a, b) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def bigrams(s: str) -> Counter:
    s = squeeze(s)
    return Counter(s[i:i + 2] for i in range(len(s) - 1)) or Counter([s])


def alike(a: str, b: str) -> bool:
    a, b = squeeze(a), squeeze(b)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if short in long and len(short) * 2 >= len(long):
        return True
    x, y = bigrams(a), bigrams(b)
    common = sum((x & y).values())
    return common and 2 * common / (sum(x.values()) + sum(y.values())) >= 0.5


def same_number(a, b) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) < 1e-9 * max(1, abs(float(a)))


def as_list(x):
    return x if isinstance(x, list) else [x]


class Tally:
    def __init__(self):
        self.hit = self.predicted = self.gold = 0

    def f1(self):
        p = self.hit / self.predicted if self.predicted else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        return {"precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0,
                "hit": self.hit, "predicted": self.predicted, "gold": self.gold}


class Article:
    def __init__(self, briefing: dict, gold: dict):
        self.gold = gold
        self.record = next((a for a in briefing["articles"] if Path(a["file"]).name == gold["file"]), None)
        self.text = self.record["text"] if self.record else ""
        self.flat = squeeze(self.text)
        self.index = squeezed_index(self.text)

    def spans(self, record) -> list[tuple[int, int]]:
        out = []
        for e in record.get("evidence") or ():
            if self.record and e["article"] == self.record["id"]:
                s, t = max(0, e["start"]), min(len(self.text), e["end"])
                out.append((self.index[s], self.index[t]) if s < t else (0, 0))
        return out


def score(briefing: dict, golds: list[dict], misses=None) -> dict:
    names = {b["id"]: {squeeze(n) for n in [b["name"], *(b.get("aliases") or ())]} for b in briefing.get("bodies", ())}
    kinds = {b["id"]: b.get("kind") for b in briefing.get("bodies", ())}

    def body_is(body_id, accepted) -> bool:
        accepted = as_list(accepted)
        if body_id is None:
            return None in accepted
        return bool(names.get(body_id, set()) & {squeeze(n) for n in accepted if n})

    tallies = {k: Tally() for k in ("detect", "strict", "cadences", "quotes")}
    right, counted = Counter(), Counter()
    bad_trace = traced = 0

    def attributes(p, g) -> dict:
        per, want = p.get("period") or {}, g.get("period")
        want = [want] if not want or not isinstance(want[0], list) else want
        got = [per.get("start"), per.get("end")]
        return {
            "comparator": g["kind"] == "deadline" or p.get("comparator") in as_list(g.get("comparator")),
            "metric": any(alike(p.get("metric", ""), m) for m in as_list(g["metric"])),
            "period": any(got == (w or [None, None]) for w in want),
            "status": p.get("status") in as_list(g["status"]),
            "owner": body_is(p.get("owner"), g.get("owner")),
        }

    for gold in golds:
        art = Article(briefing, gold)
        if not art.record:
            if misses is not None:
                misses.append(f"{gold['file']}: article missing from the output")
            for key in ("targets", "cadences", "quotes"):
                tallies["detect" if key == "targets" else key].gold += len(gold.get(key, ()))
            tallies["strict"].gold += len(gold.get("targets", ()))
            counted["year"] += 1
            continue
        counted["year"] += 1
        right["year"] += art.record.get("year") == gold.get("year")
        counted["title"] += 1
        right["title"] += any(alike(art.record.get("title", ""), t) for t in as_list(gold["title"]))
        dontcare = places(art.flat, gold.get("dontcare"))

        # targets
        mine = [(p, art.spans(p)) for p in briefing.get("targets", ())]
        mine = [(p, s) for p, s in mine if s and p.get("status") != "context"]
        gold_targets = [(g, places(art.flat, g["quotes"])) for g in gold.get("targets", ())]
        pairs = []
        for i, (p, spans) in enumerate(mine):
            for j, (g, where) in enumerate(gold_targets):
                if p.get("kind") != g["kind"]:
                    continue
                if g["kind"] == "number" and not (
                        same_number(p.get("value"), g["value"]) and squeeze(p.get("unit")) in map(squeeze, as_list(g["unit"]))
                        and same_number(p.get("value_high"), g.get("value_high"))):
                    continue
                if any(overlap(a, b) for a in spans for b in where):
                    pairs.append((-sum(attributes(p, g).values()), i, j))
        used_p, used_g = set(), {}
        for _, i, j in sorted(pairs):
            if i not in used_p and j not in used_g:
                used_p.add(i)
                used_g[j] = i
        for j, (g, _) in enumerate(gold_targets):
            tallies["detect"].gold += 1
            tallies["strict"].gold += 1
            if j not in used_g:
                if misses is not None:
                    misses.append(f"{gold['file']}: missed {g['kind']} {g.get('value')}{as_list(g.get('unit'))[0] or ''}: {g['quotes'][0]}")
                continue
            p = mine[used_g[j]][0]
            ok = attributes(p, g)
            goal = bool(p.get("goals")) and p["goals"][0] in as_list(g["goals"])
            counted["goal"] += 1
            right["goal"] += goal
            for a in ATTRIBUTES:
                counted[a] += 1
                right[a] += bool(ok[a])
            tallies["detect"].hit += 1
            tallies["strict"].hit += all(ok.values())
            if misses is not None and not (all(ok.values()) and goal):
                wrong = [a for a in ATTRIBUTES if not ok[a]] + ([] if goal else ["goal"])
                got = {a: p.get("goals" if a == "goal" else a) for a in wrong}
                misses.append(f"{gold['file']}: wrong {wrong} got {got}: {g['quotes'][0]}")
        all_gold = [s for _, w in gold_targets for s in w]
        for i, (p, spans) in enumerate(mine):
            if i in used_p:
                counted_as_predicted = True
            else:
                touches_gold = any(overlap(a, b) for a in spans for b in all_gold)
                free = any(overlap(a, b) for a in spans for b in dontcare) and not touches_gold
                # a record on a gold sentence, with another number that the gold marks as dontcare
                if touches_gold and p.get("kind") == "number" and any(
                        overlap(a, b) for a in spans for b in dontcare) and not any(
                        g["kind"] == "number" and same_number(p.get("value"), g["value"]) for g, _ in gold_targets):
                    free = True
                counted_as_predicted = not free
                if counted_as_predicted and misses is not None:
                    misses.append(f"{gold['file']}: extra {p.get('kind')} {p.get('value')}{p.get('unit') or ''} "
                                  f"{p.get('metric')}: {squeeze((p['evidence'][0])['text'])[:60]}")
            tallies["detect"].predicted += counted_as_predicted
            tallies["strict"].predicted += counted_as_predicted

        # cadences and quotes
        for key in ("cadences", "quotes"):
            preds = [(p, art.spans(p)) for p in briefing.get(key, ())]
            preds = [(p, s) for p, s in preds if s]
            used = set()
            gold_places = []
            for g in gold.get(key, ()):
                where = places(art.flat, g["quotes"])
                gold_places += where
                tallies[key].gold += 1
                best = None
                for i, (p, spans) in enumerate(preds):
                    if i in used:
                        continue
                    if key == "cadences":
                        ok = p.get("frequency") == g["frequency"] and any(overlap(a, b) for a in spans for b in where)
                        words = squeeze(p.get("activity", "")) + squeeze(p.get("subject", ""))
                        quality = sum(squeeze(w) in words for w in as_list(g["activity"])) if ok else 0
                        ok = ok and quality > 0
                    else:
                        quality = max((overlap(a, b) / (max(a[1], b[1]) - min(a[0], b[0])) for a in spans for b in where), default=0)
                        ok = p.get("kind") == g["kind"] and quality >= 0.6
                    if ok and (best is None or quality > best[0]):
                        best = (quality, i)
                if best is None:
                    if misses is not None:
                        misses.append(f"{gold['file']}: missed {key[:-1]} {g.get('frequency') or g.get('kind')}: {as_list(g['quotes'][0])[0][:40]}")
                    continue
                used.add(best[1])
                p = preds[best[1]][0]
                tallies[key].hit += 1
                counted[key + ".body"] += 1
                good = body_is(p.get("body"), g.get("body"))
                right[key + ".body"] += good
                if key == "quotes" and g.get("speaker"):
                    counted["quotes.speaker"] += 1
                    right["quotes.speaker"] += squeeze(p.get("speaker")) == squeeze(g["speaker"])
                if misses is not None and not good:
                    misses.append(f"{gold['file']}: {key[:-1]} body {sorted(names.get(p.get('body'), []))} want {g.get('body')}: {as_list(g['quotes'][0])[0][:40]}")
            for i, (p, spans) in enumerate(preds):
                free = i not in used and any(overlap(a, b) for a in spans for b in dontcare) and not any(
                    overlap(a, b) for a in spans for b in gold_places)
                tallies[key].predicted += not free
                if i not in used and not free and misses is not None:
                    misses.append(f"{gold['file']}: extra {key[:-1]} {p.get('frequency') or p.get('kind')}: {squeeze(p['evidence'][0]['text'])[:50]}")

        # bodies
        for g in gold.get("bodies", ()):
            counted["bodies"] += 1
            found = [b for b, n in names.items() if n & {squeeze(x) for x in as_list(g["name"])}]
            right["bodies"] += bool(found)
            if found:
                counted["bodies.kind"] += 1
                right["bodies.kind"] += any(kinds[b] in as_list(g["kind"]) for b in found)
            elif misses is not None:
                misses.append(f"{gold['file']}: missed body {g['name']}")

    texts = {a["id"]: a["text"] for a in briefing["articles"]}
    for key in ("targets", "cadences", "quotes", "mechanisms", "projects"):
        for record in briefing.get(key, ()):
            for e in record.get("evidence") or ():
                traced += 1
                want = squeeze(texts.get(e["article"], "")[e["start"]:e["end"]])
                limit = 1000 if key == "quotes" else 200
                bad_trace += not (want and want == squeeze(e["text"]) and len(want) <= limit)

    result = {k: t.f1() for k, t in tallies.items()}
    result["right"] = {k: {"share": right[k] / counted[k] if counted[k] else None, "of": counted[k]} for k in sorted(counted)}
    result["trace"] = {"share": 1 - bad_trace / traced if traced else 0.0, "of": traced}
    return result


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("briefing", type=Path)
    ap.add_argument("gold", type=Path, nargs="+")
    ap.add_argument("--misses", action="store_true", help="list every miss, extra and wrong attribute")
    ap.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = ap.parse_args()
    briefing = json.loads(args.briefing.read_text(encoding="utf-8"))
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in args.gold]
    misses = [] if args.misses else None
    result = score(briefing, golds, misses)
    for line in misses or ():
        print(line)
    if args.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return
    for key in ("detect", "strict", "cadences", "quotes"):
        r = result[key]
        print(f"{key:10} precision {r['precision']:.3f}  recall {r['recall']:.3f}  F1 {r['f1']:.3f}   ({r['hit']} right, {r['predicted']} given, {r['gold']} in the gold)")
    for key, r in result["right"].items():
        print(f"{key:16} {r['share']:.3f} of {r['of']}" if r["share"] is not None else f"{key:16} none")
    print(f"trace            {result['trace']['share']:.3f} of {result['trace']['of']}")


if __name__ == "__main__":
    main()
