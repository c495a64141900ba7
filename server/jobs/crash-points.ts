/** The moments of a job at which a killed process must lose and repeat nothing. */
export const jobMoments = ['claimed', 'called', 'recorded', 'committed'] as const
export type JobMoment = (typeof jobMoments)[number]

let crashAt: string | undefined

/** Chosen once at start from the settings, for crash tests only. */
export const setCrashPoint = (name: string | undefined): void => {
  crashAt = name === '' ? undefined : name
}

/** Ends the own process like a power cut if this is the chosen point; otherwise does nothing. */
export const crashPoint = (name: string): void => {
  if (name === crashAt) process.kill(process.pid, 'SIGKILL')
}

/** Every crash point of these kinds, e.g. 'dispatchTask:called'. */
export const allJobCrashPoints = (kinds: readonly { kind: string }[]): string[] =>
  kinds.flatMap(({ kind }) => jobMoments.map(moment => `${kind}:${moment}`))
