/*
 * The site's search: runs behind the theme's search box as its worker.
 *
 * Four messages (the theme's numbering): 0 here is the index, 1 I am ready,
 * 2 here is a query, 3 here are the results. The index is made by
 * builder/search_index.py. Chinese is not cut into words: a term is found
 * wherever it stands, numbers only as whole numbers, short names also when
 * their characters stand in a title in that order (发改局: 区发展和改革局).
 */
"use strict"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

/* How much one term counts by where it is found. */
const SCORE = {
  exactTitle: 120,
  exactAlias: 100,
  title: 60,
  alias: 50,
  shortName: 40,
  pinyin: 40,
  heading: 14,
  text: 4,
}
const MOST_TERMS = 8
const MOST_PAGES = 60
const BEST_PASSAGES = 2
const MOST_PASSAGES = 8
const TEASER_BEFORE = 26
const TEASER_LENGTH = 96

let pages = []

self.addEventListener("message", (event) => {
  const { type, data } = event.data
  if (type === SETUP) {
    pages = data.docs.map(prepare)
    self.postMessage({ type: READY })
  } else if (type === QUERY) {
    self.postMessage({ type: RESULT, data: { items: search(data) } })
  }
})

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

function prepare(page) {
  return {
    location: page.location,
    kind: page.kind,
    weight: page.weight,
    title: both(page.title),
    aliases: page.aliases.map(both),
    pinyin: page.pinyin,
    parts: page.parts.map(([id, heading, text]) => ({ id, heading: both(heading), text: both(text) })),
  }
}

/* ------------------------------------------------------------ terms */

/** The query's words; spaces and Chinese punctuation part them, the comma of 1,200 does not. */
function readQuery(query) {
  const words = fold(query.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ""))
    .split(/[\s，。、；！？:“”‘’"'()《》【】]+/)
    .filter((word) => /[0-9a-z\u00c0-\uffff]/.test(word))
  return Array.from(new Set(words)).slice(0, MOST_TERMS).map(makeTerm)
}

function makeTerm(word) {
  return {
    word,
    pattern: spaced(word),
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
function places(folded, term) {
  const found = []
  const pattern = new RegExp(term.pattern, "g")
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
    const end = match.index + match[0].length
    if (isWholeNumber(folded, match.index, end)) found.push([match.index, end])
    else pattern.lastIndex = match.index + 1
  }
  return found
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

/* ------------------------------------------------------------ ranking */

function scoreName(term, name, exact, inside) {
  if (name.folded === term.word) return exact
  if (places(name.folded, term).length) return inside + (20 * term.word.length) / name.folded.length
  return isShortFor(term, name.folded) ? SCORE.shortName - name.folded.length / 4 : 0
}

function scorePinyin(term, page) {
  if (!term.isLatin) return 0
  if (page.pinyin.includes(term.word)) return SCORE.pinyin + 20
  return page.pinyin.some((name) => name.includes(term.word)) ? SCORE.pinyin : 0
}

function scoreText(term, page) {
  let count = 0
  let heading = 0
  for (const part of page.parts) {
    if (places(part.text.folded, term).length) count += 1
    if (part.heading.folded && places(part.heading.folded, term).length) heading = SCORE.heading
  }
  return count ? heading + SCORE.text + Math.min(count, 6) : heading
}

/** What one term is worth on one page; 0 when the page does not have it. */
function scoreTerm(term, page) {
  const names = [
    scoreName(term, page.title, SCORE.exactTitle, SCORE.title),
    ...page.aliases.map((alias) => scoreName(term, alias, SCORE.exactAlias, SCORE.alias)),
    scorePinyin(term, page),
  ]
  return Math.max(...names) + scoreText(term, page)
}

/** A page with its score, or nothing when fewer than `needed` terms are on it. */
function rate(page, terms, needed) {
  const scores = terms.map((term) => scoreTerm(term, page))
  const present = scores.filter(Boolean).length
  if (present < needed) return null
  const sum = scores.reduce((left, right) => left + right, 0)
  const together = terms.length > 1 && page.parts.some((part) => countTerms(part, terms) === terms.length)
  const missing = terms.filter((_, index) => !scores[index]).map((term) => term.word)
  return { page, missing, score: (sum * page.weight * (together ? 1.5 : 1) * present) / terms.length }
}

function countTerms(part, terms) {
  return terms.filter((term) => places(part.text.folded, term).length).length
}

function ranked(rated) {
  return rated
    .filter(Boolean)
    .sort((a, b) => b.score - a.score || (a.page.location < b.page.location ? -1 : 1))
    .slice(0, MOST_PAGES)
}

/* ------------------------------------------------------------ finding */

/** Pages with all terms; else pages with some of them; else pages whose names look like the query. */
function search(query) {
  const terms = readQuery(query)
  if (!terms.length) return []
  let hits = ranked(pages.map((page) => rate(page, terms, terms.length)))
  if (!hits.length && terms.length > 1) hits = ranked(pages.map((page) => rate(page, terms, 1)))
  if (!hits.length) hits = ranked(pages.map((page) => rateLikeness(page, terms)))
  return hits.map((hit) => show(hit, terms))
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
  return best < 0.5 ? null : { page, missing: [], score: best * page.weight }
}

/* ------------------------------------------------------------ results */

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

/** One result in the theme's form: the page first, then its passages; lower scores fold away. */
function show({ page, missing, score }, terms) {
  const found = passages(page, terms)
  const own = found.find((part) => !part.id) || (found.length ? null : page.parts[0])
  const others = found.filter((part) => part.id)
  const shown = own ? 0 : BEST_PASSAGES
  return [
    item(page, page.location, page.title, own && own.text, terms, { score, missing, tags: page.kind ? [escapeHTML(page.kind)] : undefined }),
    ...others.map((part, index) =>
      item(page, `${page.location}#${part.id}`, nameOf(part, page), part.text, terms, {
        score: index < shown ? score : score / 2,
        missing: [],
      }),
    ),
  ]
}

/** What stands over a passage: its heading, unless that is the page's name, which stands above already. */
function nameOf(part, page) {
  return part.heading.text === page.title.text ? both("") : part.heading
}

function item(page, location, title, text, terms, { score, missing, tags }) {
  const result = {
    location,
    title: marked(title, terms),
    text: text ? `<p>${teaser(text, terms)}</p>` : "",
    score,
    terms: Object.fromEntries(missing.map((word) => [word, false])),
  }
  if (tags) result.tags = tags
  return result
}
