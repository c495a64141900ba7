// Runs before everything else and is served as it stands: plain ES5, for the oldest engine we promise to serve.
;(function () {
  // What iOS 13 and Chromium 66 lack and the bundles use.
  if (typeof globalThis === 'undefined') window.globalThis = window
  if (!Object.fromEntries) {
    Object.fromEntries = function (pairs) {
      var made = {}
      Array.from(pairs).forEach(function (pair) {
        made[pair[0]] = pair[1]
      })
      return made
    }
  }
  function define(owner, name, value) {
    if (!owner[name]) Object.defineProperty(owner, name, { value: value, configurable: true, writable: true })
  }
  define(Array.prototype, 'flat', function (depth) {
    var left = depth === undefined ? 1 : depth
    return this.reduce(function (made, one) {
      return made.concat(left > 0 && Array.isArray(one) ? one.flat(left - 1) : [one])
    }, [])
  })
  define(Array.prototype, 'flatMap', function (change, self) {
    return this.map(change, self).flat()
  })
  define(String.prototype, 'replaceAll', function (what, by) {
    return what instanceof RegExp ? this.replace(what, by) : this.split(what).join(by)
  })
  define(window, 'queueMicrotask', function (work) {
    Promise.resolve().then(work)
  })

  // A script that did not arrive would leave a blank page: say so and offer the way out.
  window.addEventListener(
    'error',
    function (event) {
      var boot = document.getElementById('boot')
      if (boot && event.target && event.target.tagName === 'SCRIPT') {
        boot.textContent = '页面没有完整打开，请检查网络。'
        var again = document.createElement('a')
        again.href = location.href
        again.textContent = '重新打开'
        again.onclick = function () {
          location.reload()
          return false
        }
        boot.appendChild(again)
      }
    },
    true,
  )
})()
