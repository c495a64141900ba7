import type { NewJob } from '../jobs'

/** How long after handing over we ask by ourselves, turn by turn, in minutes: a lost callback heals. */
const askAfterMinutes = [2, 10, 60, 6 * 60, 24 * 60]

export const askJob = (caseId: string, task: string, turn: number, now: Date): NewJob[] => {
  const minutes = askAfterMinutes[Math.min(turn, askAfterMinutes.length - 1)] ?? 0
  // After a month of daily questions a person has to look: the case then stands in the overdue list.
  if (turn > 34) return []
  return [
    {
      kind: 'askTask',
      key: `ask:${caseId}:${task}:${turn}`,
      payload: { caseId, task, turn },
      dueAt: new Date(now.getTime() + minutes * 60_000),
    },
  ]
}
