import { markSession } from '@/preferences/session-mark'
import { beginSubmission, endSubmission, pendingSubmission } from './pending-submission'

const item = 'any-item'
afterEach(() => endSubmission(item))

test('the same version is submitted under the same key until the outcome is known', () => {
  const first = beginSubmission(item, 3)
  expect(beginSubmission(item, 3)).toEqual(first)
  expect(pendingSubmission(item)).toEqual({ is: 'ours', submission: first })
  endSubmission(item)
  expect(pendingSubmission(item)).toEqual({ is: 'none' })
  expect(beginSubmission(item, 3).key).not.toBe(first.key)
})

test('another version is another submission', () => {
  const first = beginSubmission(item, 3)
  expect(beginSubmission(item, 4).key).not.toBe(first.key)
})

test('who signs in next on this device is not made to finish what another began', () => {
  beginSubmission(item, 3)
  markSession()
  expect(pendingSubmission(item)).toEqual({ is: 'unsure' })
})
