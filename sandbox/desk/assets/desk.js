// Keeps the marked parts of the page fresh without moving what the reader sees, and grows the list of points.
'use strict'
{
  const everyMs = 2000

  const refreshOne = (shown, fresh) => {
    if (!fresh || shown.innerHTML === fresh.innerHTML) return
    const wasOpen = [...shown.querySelectorAll('details')].map(one => one.open)
    const focused = shown.contains(document.activeElement) ? document.activeElement : null
    const focusKey = focused && (focused.id ? `#${CSS.escape(focused.id)}` : focusSelector(focused))
    const [top, height] = [shown.scrollTop, shown.scrollHeight]
    shown.innerHTML = fresh.innerHTML
    shown.querySelectorAll('details').forEach((one, index) => (one.open = wasOpen[index] ?? false))
    // new entries come in above: stay with what was being read, unless at the very top
    if (top > 0) shown.scrollTop = top + shown.scrollHeight - height
    if (focusKey) shown.querySelector(focusKey)?.focus({ preventScroll: true })
  }

  const focusSelector = element =>
    element.hasAttribute('href')
      ? `[href="${CSS.escape(element.getAttribute('href'))}"]`
      : element.tagName.toLowerCase()

  const refresh = async () => {
    const selection = document.getSelection()
    const isSelecting = selection !== null && !selection.isCollapsed
    if (document.hidden || isSelecting) return
    const response = await fetch(location.href)
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    for (const shown of document.querySelectorAll('[data-live]'))
      refreshOne(shown, fresh.getElementById(shown.id))
  }

  const keepFresh = () => {
    setTimeout(() => {
      refresh()
        .catch(() => undefined)
        .then(keepFresh)
    }, everyMs)
  }
  if (document.querySelector('[data-live]')) keepFresh()

  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button?.matches('[data-add-point]')) {
      const points = button.form.querySelector('[data-points]')
      points.append(document.getElementById('point').content.cloneNode(true))
      points.lastElementChild.querySelector('input, select').focus()
    }
    if (button?.matches('[data-remove-point]')) {
      const points = button.closest('[data-points]')
      if (points && points.children.length > 1) {
        button.closest('li').remove()
        points.lastElementChild.querySelector('input, select').focus()
      }
    }
  })
}
