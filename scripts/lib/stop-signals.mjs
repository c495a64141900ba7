// Ctrl-C, SIGTERM and a closed terminal ask to stop; a second Ctrl-C insists.
/**
 * @param {() => void} insist called when a second signal arrives
 * @returns {Promise<string>} the name of the first signal
 */
export function stopAsked(insist) {
  return new Promise(resolve => {
    let firstAt
    const heard = signal => {
      if (firstAt === undefined) {
        firstAt = Date.now()
        return resolve(signal)
      }
      // npm passes Ctrl-C on to us although the terminal has already told us: that is still the first one.
      if (Date.now() - firstAt > 1000) insist()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => heard(signal))
  })
}
