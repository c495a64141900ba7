import { createTurns } from './in-turn'

test('one at a time, in order; a failure passes the turn on; the twenty-second is asked to come back', async () => {
  const inTurn = createTurns()
  const begun: number[] = []
  let open: () => void = () => undefined
  const gate = new Promise<void>(resolve => (open = resolve))
  const work = (nth: number) =>
    inTurn(async () => {
      begun.push(nth)
      await gate
      if (nth === 3) throw new Error('broken')
      return nth
    })
  const all = Array.from({ length: 21 }, (_, nth) => work(nth))
  const outcomes = Promise.allSettled(all)
  expect(begun).toEqual([0])
  await expect(work(21)).rejects.toMatchObject({ code: 'BUSY', retryAfterS: 10 })
  open()
  expect((await outcomes).map(({ status }) => status === 'fulfilled')).toEqual(
    Array.from({ length: 21 }, (_, nth) => nth !== 3),
  )
  expect(begun).toEqual(Array.from({ length: 21 }, (_, nth) => nth))
  expect(await work(22)).toBe(22)
})
