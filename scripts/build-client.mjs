// node scripts/build-client.mjs <h5|weapp|kiosk> [--force]: builds one terminal, unless what is built is still true.
import { buildClient } from './lib/build-client.mjs'
import { ensureReady } from './lib/ensure-ready.mjs'
import { Hindrance, main } from './lib/places.mjs'

await main(async () => {
  const [target, ...options] = process.argv.slice(2)
  if (!['h5', 'weapp', 'kiosk'].includes(target ?? '')) {
    throw new Hindrance(
      'Say which terminal to build: node scripts/build-client.mjs h5 | weapp | kiosk [--force]',
    )
  }
  await ensureReady()
  await buildClient(target, { force: options.includes('--force') })
})
