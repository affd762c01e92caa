/*
 * The site's search: runs behind the theme's search box as its worker.
 *
 * Four messages (the theme's numbering): 0 here is the index, 1 I am ready,
 * 2 here is a query, 3 here are the results. The index is made by
 * builder/search_index.py. Chinese is not cut into words: a term is found
 * wherever it stands, numbers only as whole numbers, short names also when
 * their characters stand in a title in that order (发改局: 区发展和改革局).
 * A query that stands nowhere as it was typed is parted into known words that
 * must all be there (崂山项目: 崂山, 项目).
 *
 * There are two kinds of entries: pages, and records (targets, quotes, beats,
 * projects, mechanisms). A page is one result with its passages below it;
 * the records of one kind are one group of results.
 */
"use strict"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

/* How much one term counts by where a page has it; a name counts more the more of it the term is. */
const SCORE = {
  exactTitle: 320,
  exactAlias: 200,
  title: 60,
  alias: 50,
  shortName: 40,
  pinyin: 40,
  heading: 14,
  text: 4,
}
/* The same for records. */
const RECORD_SCORE = {
  weight: 2,
  exact: 100,
  inside: 55,
  owner: 30,
  ownerPart: 15,
  note: 8,
  text: 10,
}
const MOST_TERMS = 8
const MOST_LETTERS = 40
const MOST_PAGES = 60
const MOST_RECORDS = 40
const BEST_PASSAGES = 2
const MOST_PASSAGES = 8
const BEST_RECORDS = 3
const TEASER_BEFORE = 26
const TEASER_LENGTH = 96
/* A record that is worth less than this share of the best of its group folds away. */
const WORTH_SHOWING = 0.5

let pages = []
let records = []
let kinds = []
let words = new Set()

self.addEventListener("message", (event) => {
  const { type, data } = event.data
  if (type === SETUP) {
    setUp(data)
    self.postMessage({ type: READY })
  } else if (type === QUERY) {
    self.postMessage({ type: RESULT, data: { items: search(data) } })
  }
})

/* ------------------------------------------------------------ index */

function setUp({ config, docs }) {
  pages = docs.map(preparePage)
  kinds = (config.kinds || []).map(([name, counter, hub]) => ({ name, counter, hub }))
  records = (config.records || []).map(prepareRecord)
  words = new Set([...unpack(config.words || ""), ...namesOf(pages)])
}

function preparePage(page) {
  return {
    location: page.location,
    kind: page.kind,
    weight: page.weight,
    title: both(page.title),
    aliases: page.aliases.map(both),
    pinyin: page.pinyin,
    parts: page.parts.map(([id, heading, text]) => ({ id, heading: both(heading), text: both(text) })),
    records: [],
  }
}

function prepareRecord([kind, page, anchor, owner, title, figure, note, text, also], index) {
  const home = pages[owner]
  const record = {
    index,
    kind: kinds[kind],
    location: `${pages[page].location}#${anchor}`,
    home,
    owner: home ? home.title : both(owner),
    title: both(title),
    figure: both(figure),
    note: both(note),
    text: both(text),
    also: both(also),
  }
  pages[page].records.push(record)
  return record
}

/** The words of a front-coded list: a digit says how much a word shares with the one before. */
function unpack(packed) {
  const found = []
  let word = ""
  for (const [, shared, rest] of packed.matchAll(/([0-9])([^0-9]+)/g)) {
    word = word.slice(0, Number(shared)) + rest
    found.push(word)
  }
  return found
}

/** Names of bodies, and their ends and beginnings: 发改局 of 区发改局, 崂山 of 崂山区. */
function namesOf(all) {
  const names = all.filter((page) => page.pinyin.length).flatMap((page) => [page.title, ...page.aliases].map((name) => name.folded))
  return names.filter((name) => name.length <= 20).flatMap((name) => [name, ...edges(name)])
}

function edges(name) {
  const found = []
  for (let cut = 1; cut < name.length; cut += 1) {
    if (cut >= 2) found.push(name.slice(0, cut))
    if (name.length - cut >= 3) found.push(name.slice(cut))
  }
  return found
}

/* ------------------------------------------------------------ text */

const FULL_WIDTH = /[\uff01-\uff5e]/g

/** The form that is compared: half-width, lower case; the same length as `text`, so that places stay. */
function fold(text) {
  const half = text
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
  const lower = half.toLowerCase()
  return lower.length === text.length ? lower : half
}

function escapeHTML(text) {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")
}

/** A name or passage with its comparable form beside it. */
function both(text) {
  return { text, folded: fold(text) }
}

/* ------------------------------------------------------------ terms */

/** The query's words; spaces and Chinese punctuation part them, the comma of 1,200 does not. */
function wordsOf(query) {
  return fold(query.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ""))
    .split(/[\s，。、；！？:“”‘’"'()《》【】]+/)
    .filter((word) => /[0-9a-z\u00c0-\uffff]/.test(word))
}

function termsOf(found) {
  return Array.from(new Set(found)).slice(0, MOST_TERMS).map(makeTerm)
}

function makeTerm(word) {
  return {
    word,
    pattern: new RegExp(spaced(word), "g"),
    isHan: /^[\u3400-\u9fff]{2,}$/.test(word),
    isLatin: /^[a-z]{2,}$/.test(word),
  }
}

/** Matches the word also where layout set a space into it (151 个), but never across two numbers. */
function spaced(word) {
  let source = ""
  Array.from(word).forEach((char, index, chars) => {
    if (index) source += between(chars[index - 1], char)
    source += char.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")
  })
  return source
}

function between(left, right) {
  if (/[0-9]/.test(left) && /[0-9]/.test(right)) return ",?"
  if (/[0-9.,]/.test(left) && /[0-9.,]/.test(right)) return ""
  if (/[a-z]/.test(left) && /[a-z]/.test(right)) return ""
  return "\\s?"
}

/** Where the term stands in folded text: [start, end] pairs. */
function places(folded, { pattern }) {
  const found = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
    const end = match.index + match[0].length
    if (isWholeNumber(folded, match.index, end)) found.push([match.index, end])
    else pattern.lastIndex = match.index + 1
  }
  return found
}

function has(name, term) {
  return places(name.folded, term).length > 0
}

/** False where a match begins or ends inside a number: the 6.5 of 16.5, the 15 of 151, the 6 of 6.5. */
function isWholeNumber(text, start, end) {
  const startsInside = /[0-9]/.test(text[start]) && /[0-9][.,]?$/.test(text.slice(Math.max(0, start - 2), start))
  const endsInside = /[0-9]/.test(text[end - 1]) && /^[.,]?[0-9]/.test(text.slice(end, end + 2))
  return !startsInside && !endsInside
}

/** Whether the term's characters stand in `name` in this order and not too far apart. */
function isShortFor(term, name) {
  if (!term.isHan || name.length > 24) return false
  let from = name.indexOf(term.word[0])
  const first = from
  for (const char of term.word) {
    from = name.indexOf(char, from)
    if (from < 0) return false
    from += 1
  }
  return from - first <= term.word.length * 3 + 4
}

/* ------------------------------------------------------------ parting a query without spaces */

/** 工信局技改投资 → 工信局, 技改, 投资; a number keeps the character that follows it when no word does (600个项目 → 600个, 项目). */
function partsOf(word) {
  const parts = []
  for (const run of word.match(/[0-9][0-9.,]*%?|[\u3400-\u9fff]+|[^0-9\u3400-\u9fff]+/g) || []) {
    if (!/[\u3400-\u9fff]/.test(run)) {
      parts.push(run)
      continue
    }
    const cut = cutHan(run)
    if (parts.length && /[0-9]$/.test(parts[parts.length - 1]) && cut.length && !words.has(cut[0])) {
      parts[parts.length - 1] += cut.shift()
    }
    parts.push(...cut)
  }
  return parts.filter((part) => !/^[的和与及在了是]$/.test(part))
}

/** The cut that leaves fewest characters over, then the one of fewest words, then the one whose first words are longest. */
function cutHan(run) {
  if (run.length > MOST_LETTERS) return [run]
  const best = [{ left: 0, count: 0, parts: [] }]
  for (let end = 1; end <= run.length; end += 1) {
    let chosen = leaveOver(best[end - 1], run[end - 1])
    for (let start = 0; start <= end - 2; start += 1) {
      const piece = run.slice(start, end)
      if (!isWord(piece)) continue
      const next = { left: best[start].left, count: best[start].count + 1, parts: [...best[start].parts, { piece, known: true }] }
      if (isBetter(next, chosen)) chosen = next
    }
    best.push(chosen)
  }
  return best[run.length].parts.map((part) => part.piece)
}

/** A character that no word covers; neighbours stay together. */
function leaveOver({ left, count, parts }, char) {
  const last = parts[parts.length - 1]
  if (last && !last.known) {
    return { left: left + 1, count, parts: [...parts.slice(0, -1), { piece: last.piece + char, known: false }] }
  }
  return { left: left + 1, count: count + 1, parts: [...parts, { piece: char, known: false }] }
}

function isBetter(one, other) {
  if (one.left !== other.left) return one.left < other.left
  if (one.count !== other.count) return one.count < other.count
  const at = one.parts.findIndex((part, index) => part.piece.length !== other.parts[index].piece.length)
  return at >= 0 && one.parts[at].piece.length > other.parts[at].piece.length
}

/** A word of the site, or a short name that ends as the full one does: 工信局 of 区工业和信息化局. */
function isWord(piece) {
  if (words.has(piece)) return true
  if (piece.length < 3 || piece.length > 8) return false
  const term = makeTerm(piece)
  return pages.some(
    (page) => page.pinyin.length && page.title.folded.endsWith(piece[piece.length - 1]) && isShortFor(term, page.title.folded),
  )
}

/* ------------------------------------------------------------ worth of pages */

function scoreName(term, name, exact, inside) {
  if (name.folded === term.word) return exact
  if (has(name, term)) return inside + (20 * term.word.length) / name.folded.length
  return isShortFor(term, name.folded) ? SCORE.shortName - name.folded.length / 4 : 0
}

function scorePinyin(term, page) {
  if (!term.isLatin) return 0
  if (page.pinyin.includes(term.word)) return SCORE.pinyin + 20
  if (page.pinyin.some((name) => name.includes(term.word))) return SCORE.pinyin
  const initials = [page.title, ...page.aliases].map((name) => name.folded.length)
  return page.pinyin.some((name) => initials.includes(name.length) && isShortInitials(term.word, name)) ? SCORE.pinyin / 2 : 0
}

/** cgj of qcsglj, as 城管局 of 区城市管理局: letters left out, but neither the beginning nor the end. */
function isShortInitials(word, initials) {
  if (word.length < 3 || word.length >= initials.length || word.at(-1) !== initials.at(-1)) return false
  if (!initials.slice(0, 2).includes(word[0])) return false
  let at = -1
  return [...word].every((letter) => (at = initials.indexOf(letter, at + 1)) >= 0)
}

function scoreNames(term, page) {
  return Math.max(
    scoreName(term, page.title, SCORE.exactTitle, SCORE.title),
    ...page.aliases.map((alias) => scoreName(term, alias, SCORE.exactAlias, SCORE.alias)),
    scorePinyin(term, page),
  )
}

function scoreText(term, page) {
  let count = 0
  let heading = 0
  for (const part of page.parts) {
    if (has(part.text, term)) count += 1
    if (part.heading.folded && has(part.heading, term)) heading = SCORE.heading
  }
  return count ? heading + SCORE.text + Math.min(count, 6) : heading
}

/** What its records add to a page. */
function scoreRecords(term, page) {
  return page.records.some((record) => has(record.title, term) || has(record.figure, term) || has(record.text, term)) ? SCORE.text : 0
}

/** A page with its score, or nothing when fewer than `needed` terms are on it, or all of them in its records alone. */
function ratePage(page, terms, needed) {
  const own = terms.map((term) => scoreNames(term, page) + scoreText(term, page))
  if (!own.some(Boolean)) return null
  const scores = terms.map((term, index) => own[index] + scoreRecords(term, page))
  const together = terms.length > 1 && page.parts.some((part) => countTerms(part, terms) === terms.length)
  return rated({ page }, terms, scores, needed, page.weight * (together ? 1.5 : 1))
}

function rated(entry, terms, scores, needed, weight) {
  const present = scores.filter(Boolean).length
  if (present < needed) return null
  const sum = scores.reduce((left, right) => left + right, 0)
  const missing = terms.filter((_, index) => !scores[index]).map((term) => term.word)
  return { ...entry, terms, missing, score: (sum * weight * present) / terms.length }
}

function countTerms(part, terms) {
  return terms.filter((term) => has(part.text, term)).length
}

/* ------------------------------------------------------------ worth of records */

function rateRecord(record, terms, needed) {
  const scores = terms.map((term) => scoreRecord(term, record))
  return rated({ record }, terms, scores, needed, RECORD_SCORE.weight)
}

function scoreRecord(term, record) {
  const named = Math.max(scoreField(term, record.title), scoreField(term, record.figure))
  const owner = scoreOwner(term, record)
  const rest = (has(record.text, term) ? RECORD_SCORE.text : 0) + (has(record.note, term) || has(record.also, term) ? RECORD_SCORE.note : 0)
  return Math.max(named, owner) + rest || (record.kind.name === term.word ? 1 : 0)
}

function scoreField(term, field) {
  if (field.folded === term.word) return RECORD_SCORE.exact
  if (has(field, term)) return RECORD_SCORE.inside + (30 * term.word.length) / field.folded.length
  return 0
}

/** A record is found by its owner's names too, which say less than its own. */
function scoreOwner(term, { home, owner }) {
  if (owner.folded === term.word) return RECORD_SCORE.owner
  if (home) return scoreNames(term, home) ? RECORD_SCORE.ownerPart : 0
  return owner.folded && has(owner, term) ? RECORD_SCORE.ownerPart : 0
}

/* ------------------------------------------------------------ finding */

/** What has all terms; else what has most of them; else pages whose names look like the query. */
function search(query) {
  const typed = wordsOf(query)
  const terms = termsOf(typed)
  if (!terms.length) return []
  let hits = find(terms, terms.length)
  const parted = termsOf(typed.flatMap((word) => (standsSomewhere(word) ? [word] : partsOf(word))))
  if (parted.length > terms.length) hits = together(hits, find(parted, parted.length))
  for (let needed = parted.length - 1; needed && !hits.length; needed -= 1) hits = find(parted, needed)
  if (!hits.length) hits = pages.map((page) => rateLikeness(page, terms)).filter(Boolean)
  return arrange(hits)
}

/** Whether the site has the word just as it was typed. */
function standsSomewhere(word) {
  const inAny = (names) => names.some((name) => name.folded.includes(word))
  return (
    records.some(({ title, figure, text, note, also }) => inAny([title, figure, text, note, also])) ||
    pages.some((page) => inAny([page.title, ...page.aliases]) || page.parts.some((part) => inAny([part.text, part.heading])))
  )
}

function find(terms, needed) {
  const found = [
    ...pages.map((page) => ratePage(page, terms, needed)),
    ...records.map((record) => rateRecord(record, terms, needed)),
  ]
  return found.filter(Boolean)
}

/** Two lists of hits, each entry once with its better score. */
function together(one, other) {
  const best = new Map()
  for (const hit of [...one, ...other]) {
    const entry = hit.page || hit.record
    const before = best.get(entry)
    if (!before || hit.score > before.score) best.set(entry, hit)
  }
  return Array.from(best.values())
}

function pairsOf(word) {
  const pairs = []
  for (let i = 0; i + 1 < word.length; i += 1) pairs.push(word.slice(i, i + 2))
  return pairs
}

/** For slips of the pen: at least half of the query's pairs of characters stand in a name of the page. */
function rateLikeness(page, terms) {
  const pairs = pairsOf(terms.map((term) => term.word).join(""))
  if (pairs.length < 2) return null
  const likeness = [page.title, ...page.aliases].map(
    (name) => pairs.filter((pair) => name.folded.includes(pair)).length / pairs.length,
  )
  const best = Math.max(...likeness)
  return best < 0.5 ? null : { page, terms, missing: [], score: best * page.weight }
}

/* ------------------------------------------------------------ results */

/** Pages, and one group for each kind of record, in the order of their best; entries of equal worth in the order of the index. */
function arrange(hits) {
  const best = hits.sort((a, b) => b.score - a.score)
  const shownPages = best.filter((hit) => hit.page).slice(0, MOST_PAGES)
  const groups = kinds.map((kind) => best.filter((hit) => hit.record && hit.record.kind === kind)).filter((group) => group.length)
  return [...shownPages.map(showPage), ...groups.map(showGroup)].sort((a, b) => b[0].score - a[0].score)
}

function marked(name, terms) {
  const spots = terms.flatMap((term) => places(name.folded, term)).sort((a, b) => a[0] - b[0] || b[1] - a[1])
  let html = ""
  let done = 0
  for (const [start, end] of spots) {
    if (start < done) continue
    html += `${escapeHTML(name.text.slice(done, start))}<mark>${escapeHTML(name.text.slice(start, end))}</mark>`
    done = end
  }
  return html + escapeHTML(name.text.slice(done))
}

/** The words around the first place that has a term. */
function teaser(text, terms) {
  const starts = terms.flatMap((term) => places(text.folded, term).map(([start]) => start))
  const first = starts.length ? Math.min(...starts) : 0
  const from = first <= TEASER_BEFORE ? 0 : first - TEASER_BEFORE
  const to = Math.min(text.text.length, from + TEASER_LENGTH)
  const cut = both(text.text.slice(from, to))
  return `${from ? "…" : ""}${marked(cut, terms)}${to < text.text.length ? "…" : ""}`
}

/** The passages that have a term, those with most terms first. */
function passages(page, terms) {
  return page.parts
    .map((part, index) => ({ part, index, count: countTerms(part, terms) }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .slice(0, MOST_PASSAGES)
    .map(({ part }) => part)
}

/** One page in the theme's form: the page first, then its passages; lower scores fold away. */
function showPage({ page, terms, missing, score }) {
  const found = passages(page, terms)
  const own = found.find((part) => !part.id) || (found.length ? null : page.parts[0])
  const others = found.filter((part) => part.id)
  const shown = own ? 0 : BEST_PASSAGES
  return [
    item(page.location, marked(page.title, terms), own ? paragraph(own.text, terms) : "", { score, missing, kind: page.kind }),
    ...others.map((part, index) =>
      item(`${page.location}#${part.id}`, marked(nameOf(part, page), terms), paragraph(part.text, terms), {
        score: index < shown ? score : score / 2,
      }),
    ),
  ]
}

/** What stands over a passage: its heading, unless that is the page's name, which stands above already. */
function nameOf(part, page) {
  return part.heading.text === page.title.text ? both("") : part.heading
}

function paragraph(text, terms) {
  return text.text ? `<p>${teaser(text, terms)}</p>` : ""
}

/**
 * The records of one kind in the theme's form. The theme heads a result with
 * the one entry that has no anchor: the page that lists them all. It stands
 * last, because the first one's score says which ones fold away, and Enter
 * opens the one that counts most.
 */
function showGroup(hits) {
  const { kind } = hits[0].record
  const { score } = hits[0]
  const listed = hits.slice(0, MOST_RECORDS)
  const hub = kind.hub || hits[0].record.location.split("#")[0]
  const isShown = (hit, index) => index < BEST_RECORDS && hit.score >= score * WORTH_SHOWING
  const title = `${escapeHTML(kind.name)} <small>${hits.length}${escapeHTML(kind.counter)}</small>`
  return [...listed.map((hit, index) => showRecord(hit, isShown(hit, index) ? score : score / 4)), item(hub, title, "", { score: score / 8 })]
}

function showRecord({ record, terms, missing }, score) {
  const figure = record.figure.text ? ` <b>${marked(record.figure, terms)}</b>` : ""
  const owner = record.owner.text === record.title.text ? both("") : record.owner
  const facts = [both(record.kind.name), owner, record.note].filter((fact) => fact.text)
  const line = `<p>${facts.map((fact) => marked(fact, terms)).join(" · ")}</p>`
  return item(record.location, marked(record.title, terms) + figure, line + paragraph(record.text, terms), { score, missing })
}

/** A result in the theme's form, which puts title, text and tags into the page as HTML. */
function item(location, title, text, { score, missing = [], kind = "" }) {
  const result = { location, title, text, score, terms: Object.fromEntries(missing.map((word) => [escapeHTML(word), false])) }
  if (kind) result.tags = [escapeHTML(kind)]
  return result
}
