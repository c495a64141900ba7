// Looks at a page from inside, for the tests in a real browser: page.addInitScript({ path }), then
// page.evaluate('inPage.sticksOut()').
const { document, getComputedStyle } = globalThis

globalThis.inPage = {
  /** Elements that reach beyond the window or whose words do not fit into them. */
  sticksOut() {
    const wide = document.documentElement.clientWidth
    const shown = element =>
      !element.closest('.ui-ears, .ui-skip') && element.getBoundingClientRect().width > 0
    const isOut = element => {
      const { left, right } = element.getBoundingClientRect()
      const scrolls = getComputedStyle(element).overflowX !== 'visible' && element.tagName !== 'INPUT'
      return left < -0.5 || right > wide + 0.5 || (scrolls && element.scrollWidth > element.clientWidth + 1)
    }
    return [...document.querySelectorAll('.ui-page *')].filter(shown).filter(isOut).map(this.told)
  },

  /** Things to tap whose box is smaller than `target` CSS pixels high or 44 wide. */
  tooSmall(target) {
    const taps = 'a, button, select, textarea, label.ui-choice, input:not([type=radio]):not([type=checkbox])'
    const isSmall = element => {
      const { width, height } = element.getBoundingClientRect()
      return width > 0 && (height < target - 0.5 || width < 44)
    }
    return [...document.querySelectorAll(taps)].filter(isSmall).map(this.told)
  },

  /** The words that describe the control whose label begins with `words`, in order. */
  describedBy(words) {
    const label = [...document.querySelectorAll('label')].find(one => one.textContent.startsWith(words))
    const ids = (label.control.getAttribute('aria-describedby') || '').split(' ')
    return ids.map(id => document.getElementById(id).textContent)
  },

  lettersOf: element => Number.parseFloat(getComputedStyle(element).fontSize),
  told: element => `${element.className}: ${element.textContent.slice(0, 40)}`,
}
