// Lets a chart fill the screen together with its heading, large enough for a hall.
//
// Streamlit's own full screen shows the chart without its heading and in letters for one reader. Its button does this
// instead: the exhibit around the chart (exhibits.py) covers the window, and enlarge.css magnifies it.
(() => {
  "use strict"
  const { fill, leave } = __FACTS__

  const EXHIBIT = "[class*=st-key-exhibit-]"
  const BUTTON = ".modebar-btn"
  const NAMES = [fill, leave].flatMap((words) => Object.values(words))
  // Pixels across for which the charts are laid out; more would leave the letters small.
  const ACROSS = 800
  const MOST = 2.5
  // Heights of the window at which a chart is drawn as it is: its letters are then a 45th of the height, the least
  // that a hall can read. A chart that does not fit even so is moved, with letters that are larger again.
  const FITTING = 675
  const MOVED = 540
  // Pixels above, between and below heading and chart.
  const AROUND = 64
  let exhibit = null
  let button = null

  function enlarge(pressed) {
    button = pressed
    exhibit = pressed.closest(EXHIBIT)
    exhibit.dataset.enlarged = ""
    fit()
    name(leave)
    // A window that may not fill the screen is filled at least.
    document.documentElement.requestFullscreen?.().catch(() => {})
  }

  function shrink() {
    if (!exhibit) return
    delete exhibit.dataset.enlarged
    name(fill)
    exhibit = null
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  }

  // In English: the page's words are put in where all of Streamlit's are.
  function name(words) {
    for (const attribute of ["data-title", "aria-label"]) button.setAttribute(attribute, words.en)
  }

  function fit() {
    if (!exhibit?.isConnected) return
    const tall = exhibit.querySelector(".js-plotly-plot").offsetHeight
    const wide = Math.min(Math.max(innerWidth / ACROSS, 1), MOST)
    exhibit.style.setProperty("--tall", `${tall}px`)
    magnify(wide)
    // Once more, because a smaller heading leaves more room.
    magnify(Math.min(wide, whole(tall)))
    const most = whole(tall)
    magnify(Math.min(wide, most < innerHeight / FITTING ? Math.max(innerHeight / MOVED, 1) : most))
  }

  // How many times larger the chart may be and still be seen as a whole.
  function whole(tall) {
    return (innerHeight - exhibit.querySelector("h2").offsetHeight - AROUND) / tall
  }

  function magnify(times) {
    exhibit.style.setProperty("--enlarged", times)
  }

  function press(event) {
    const pressed = event.target.closest?.(BUTTON)
    if (!pressed?.closest(EXHIBIT) || !NAMES.includes(pressed.getAttribute("data-title"))) return
    event.preventDefault()
    event.stopPropagation()
    if (exhibit) shrink()
    else enlarge(pressed)
  }

  addEventListener("click", press, true)
  addEventListener("resize", fit)
  addEventListener("keydown", (event) => event.key === "Escape" && shrink())
  // With the screen filled, the browser keeps Escape to itself.
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || shrink())
  // A click in the chart may lead elsewhere.
  addEventListener("popstate", shrink)
  window.navigation?.addEventListener("currententrychange", shrink)
})()
