// Runs before Streamlit's own script.
//
// 1. Says where the server is. Without this, a page opened by its own address asks for the server below that
//    address first, and the browser reports two errors.
// 2. Numbers, months and weekdays that Streamlit writes follow the language of the browser. They shall follow the
//    language of the page: "1.844" and "Tháng 10" on a Vietnamese page, whatever the browser is set to.
(() => {
  "use strict"
  window.__streamlit = {
    BACKEND_BASE_URL: `${location.origin}/`,
    MAIN_PAGE_BASE_URL: `${location.origin}/`,
  }
  const locales = { vi: ["vi-VN", "vi"], en: ["en-GB", "en"] }
  const own = () => locales[new URLSearchParams(location.search).get("lang")] ?? locales[document.documentElement.lang]
  Object.defineProperty(navigator, "languages", { get: own, configurable: true })
  Object.defineProperty(navigator, "language", { get: () => own()[0], configurable: true })

  const push = history.pushState.bind(history)
  let incomplete = false
  history.pushState = (state, title, url) => {
    const to = new URL(url ?? location.href, location.href)
    const stays = to.pathname === location.pathname
    const completes = incomplete && stays && !location.search
    incomplete = !stays && !to.search
    if (completes) history.replaceState(state, title, url)
    else push(state, title, url)
  }
  for (const act of ["pointerdown", "keydown", "popstate"]) addEventListener(act, () => (incomplete = false), true)
})()
