// Puts Streamlit's own English words into the language of the page; Streamlit has no option for it.
//
// It translates whole sentences that the catalogues list, in text and in the attributes that people see or hear,
// and leaves alone what the app itself wrote. Originals are kept, so that a page can go back to English.
(() => {
  "use strict"
  const { default: fallback, words } = __FACTS__

  const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "data-title"]
  // Not language at all: drawings, and icons, whose text is the name of a glyph.
  const SILENT = "svg, canvas, script, style, textarea, [contenteditable], [data-testid=stIconMaterial]"
  // Text of the app: never ours, whatever it says.
  const OWN_TEXT =
    "[data-testid=stMarkdownContainer], [data-testid=stTable], [data-testid=stMetric], [data-testid=stHtml]," +
    " [data-testid=stCode], pre, code, [data-tag]"
  // Places where Streamlit writes its own words with those same elements.
  const CHROME =
    "[data-testid=stFileUploader] button, [data-testid^=stTooltip], [data-testid=stException], [data-testid=stDialog]," +
    " [data-testid=stSpinner], [data-testid=stElementToolbar], [data-testid=stTableStyledEmptyTableCell], [role=alert]"

  const dictionaries = new Map(Object.entries(words).map(([language, own]) => [language, dictionary(own)]))
  const texts = new WeakMap()
  const attributes = new WeakMap()
  let current = null

  function dictionary({ chrome, parts }) {
    const sentences = Object.entries(chrome)
    return {
      exact: new Map(sentences.filter(([english]) => !english.includes("{"))),
      shapes: sentences.filter(([english]) => english.includes("{")).map(([english, own]) => ({ shape: shape(english), own })),
      parts: new Map(Object.entries(parts)),
    }
  }

  // "Page {number}" becomes /^Page (?<number>.+?)$/.
  function shape(english) {
    const pieces = english.split(/\{(\w+)\}/)
    const plain = (piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    return new RegExp(`^${pieces.map((piece, index) => (index % 2 ? `(?<${piece}>.+?)` : plain(piece))).join("")}$`, "s")
  }

  function language() {
    const asked = new URLSearchParams(location.search).get("lang")
    return asked === "en" || dictionaries.has(asked) ? asked : fallback
  }

  function translated(text) {
    const known = dictionaries.get(current)
    const sentence = text.trim()
    if (!known || !sentence) return text
    const whole = inOwnWords(known, sentence) ?? size(sentence) ?? sentences(known, sentence)
    return whole === undefined ? text : text.replace(sentence, () => whole)
  }

  function inOwnWords(known, sentence) {
    return known.exact.get(sentence) ?? shaped(known, sentence)
  }

  function shaped(known, sentence) {
    for (const { shape, own } of known.shapes) {
      const found = shape.exec(sentence)
      if (found) return own.replace(/\{(\w+)\}/g, (_, name) => part(known, found.groups[name]))
    }
    return undefined
  }

  // What a placeholder caught is mostly a name or a number, but may be a word of Streamlit's in its turn.
  function part(known, caught) {
    return known.parts.get(caught) ?? inOwnWords(known, caught) ?? size(caught) ?? caught
  }

  // "1.5MB" becomes "1,5 MB", and "100.0MB" "100 MB".
  function size(text) {
    const found = /^(\d+\.\d)([KMGT]?B)$/.exec(text)
    return found ? `${Number(found[1]).toLocaleString(current)} ${found[2]}` : undefined
  }

  // Streamlit strings several of its sentences together; one that is not known leaves them all as they are.
  function sentences(known, text) {
    const each = text.split(/(?<=\.) +/).map((one) => inOwnWords(known, one))
    return each.length > 1 && each.every((one) => one !== undefined) ? each.join(" ") : undefined
  }

  // What stands there is either our own earlier translation or something new in English.
  function next(known, shown) {
    const original = known?.shown === shown ? known.original : shown
    return { original, shown: translated(original) }
  }

  function visitText(node) {
    if (isOwnText(node.parentElement)) return
    const state = next(texts.get(node), node.nodeValue)
    texts.set(node, state)
    if (state.shown !== node.nodeValue) node.nodeValue = state.shown
  }

  function visitAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name)
      if (value === null) continue
      const known = attributes.get(element) ?? {}
      known[name] = next(known[name], value)
      attributes.set(element, known)
      if (known[name].shown !== value) element.setAttribute(name, known[name].shown)
    }
  }

  function isOwnText(element) {
    if (!element || element.closest(SILENT)) return true
    return Boolean(element.closest(OWN_TEXT)) && !element.closest(CHROME)
  }

  function visit(node) {
    if (node.nodeType === Node.TEXT_NODE) visitText(node)
    if (node.nodeType !== Node.ELEMENT_NODE) return
    visitAttributes(node)
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) visitText(walker.currentNode)
      else visitAttributes(walker.currentNode)
    }
  }

  function review(records) {
    const asked = language()
    if (asked !== current) {
      current = asked
      document.documentElement.lang = asked
      visit(document.documentElement)
    } else {
      records.forEach(reviewOne)
    }
  }

  function reviewOne(record) {
    if (record.type === "attributes") visitAttributes(record.target)
    else if (record.type === "characterData") visitText(record.target)
    else record.addedNodes.forEach(visit)
  }

  new MutationObserver(review).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ATTRIBUTES,
  })
  addEventListener("popstate", () => review([]))
  window.navigation?.addEventListener("currententrychange", () => review([]))
  review([])
})()
