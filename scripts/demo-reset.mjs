// npm run demo:reset: forgets everything the demo city has gathered; the next start begins anew.
import { existsSync, rmSync } from 'node:fs'
import { ownedBy } from './lib/owner.mjs'
import { Hindrance, inRoot, main } from './lib/places.mjs'

const folder = 'data/demo'

await main(() => {
  const owner = ownedBy(folder)
  if (owner)
    throw new Hindrance(
      `Tongban is still running on ${folder}: stop it first (Ctrl-C). 请先停止正在运行的实例。`,
    )
  if (!existsSync(inRoot(folder))) console.log('Nothing to forget. 没有演示数据。')
  rmSync(inRoot(folder), { recursive: true, force: true })
  console.log('✓ The demo is empty. Next: npm start  演示数据已清空，运行 npm start 重新开始。')
})
