import type { Draft } from '@shared/cases/contract'
import { RefusedCall } from '@/api/call'
import type { Content } from './draft-content'

export type Saving =
  /** `at`: when, as the server says; null while nothing has been filled in. */
  | { is: 'saved'; at: string | null }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'failed'; problem: RefusedCall }
  /** Somebody saved another version meanwhile: the person chooses. */
  | { is: 'changedElsewhere'; theirs: Draft }

/** `draft` is the server's latest answer, `content` what is on screen. */
export interface Kept {
  draft: Draft
  content: Content
  saving: Saving
}

interface Outside {
  save: (content: Content, baseVersion: number, options: { outlivesPage: boolean }) => Promise<Draft>
  read: () => Promise<Draft>
  /** A draft's content as the screen shows it. */
  contentOf: (draft: Draft) => Content
  isSame: (a: Content, b: Content) => boolean
  onChange: (kept: Kept) => void
}

/** A save waits until nobody has typed for this long. */
export const quietMs = 800
const tryAgainAfterMs = [5000, 10_000, 20_000, 30_000]

/**
 * Keeps one draft safe: saves shortly after every change, one save at a time, tries again by itself, and never writes
 * over what was saved elsewhere without being told to.
 */
export class DraftKeeper {
  private kept: Kept
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private isDirty = false
  private failures = 0
  private isClosed = false
  /** What was sent since the last answer: if it turns up as theirs, it was ours, and only its answer was lost. */
  private sent: Content[] = []

  constructor(
    draft: Draft,
    private readonly outside: Outside,
  ) {
    const content = outside.contentOf(draft)
    this.kept = { draft, content, saving: { is: 'saved', at: draft.savedAt } }
    const shown = { values: draft.values, materials: draft.materials }
    if (draft.version > 0 && !outside.isSame(content, shown)) this.edit(now => now)
  }

  now(): Kept {
    return this.kept
  }

  edit(change: (content: Content) => Content): void {
    this.isDirty = true
    const { saving } = this.kept
    const isHeld = saving.is === 'changedElsewhere' || saving.is === 'saving'
    this.show({ content: change(this.kept.content), ...(!isHeld && { saving: { is: 'waiting' } }) })
    if (saving.is !== 'changedElsewhere') this.later(quietMs)
  }

  /** Saves what is not saved yet; resolves to whether everything on screen is saved now. */
  async flush(options: { outlivesPage?: boolean; always?: boolean } = {}): Promise<boolean> {
    clearTimeout(this.timer)
    if (this.kept.saving.is === 'changedElsewhere') return false
    if (options.always) this.isDirty = true
    while (this.running) await this.running
    if (this.isDirty && !this.isClosed) await this.run(options.outlivesPage ?? false)
    return !this.isDirty && this.kept.saving.is === 'saved'
  }

  /** What is on screen goes over what was saved elsewhere. */
  keepMine(): Promise<boolean> {
    const { saving } = this.kept
    if (saving.is !== 'changedElsewhere') return this.flush()
    this.isDirty = true
    this.show({ draft: saving.theirs, saving: { is: 'waiting' } })
    return this.flush()
  }

  /** What was saved elsewhere replaces what is on screen. */
  takeTheirs(): void {
    const { saving } = this.kept
    if (saving.is === 'changedElsewhere') this.replace(saving.theirs)
  }

  /** Starts over from another draft, as after clearing. */
  replace(draft: Draft): void {
    clearTimeout(this.timer)
    this.isDirty = false
    this.sent = []
    this.failures = 0
    this.show({ draft, content: this.outside.contentOf(draft), saving: { is: 'saved', at: draft.savedAt } })
  }

  /** The screen is gone: what is not saved is sent a last time. */
  close(): void {
    void this.flush({ outlivesPage: true })
    this.isClosed = true
    clearTimeout(this.timer)
  }

  private later(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), ms)
  }

  private show(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change }
    if (!this.isClosed) this.outside.onChange(this.kept)
  }

  private async run(outlivesPage: boolean): Promise<void> {
    this.running = this.saveAll(outlivesPage)
    try {
      await this.running
    } finally {
      this.running = null
    }
  }

  private async saveAll(outlivesPage: boolean): Promise<void> {
    while (this.isDirty) {
      const { content, draft } = this.kept
      this.isDirty = false
      this.sent.push(content)
      this.show({ saving: { is: 'saving' } })
      try {
        this.accept(await this.outside.save(content, draft.version, { outlivesPage }))
      } catch (problem) {
        this.isDirty = true
        if (!(problem instanceof RefusedCall)) throw problem
        if (problem.code !== 'DRAFT_CHANGED') return this.fail(problem)
        if (!(await this.compare())) return
      }
    }
  }

  private accept(draft: Draft): void {
    this.sent = []
    this.failures = 0
    this.show({ draft, saving: this.isDirty ? { is: 'saving' } : { is: 'saved', at: draft.savedAt } })
  }

  private fail(problem: RefusedCall): void {
    this.show({ saving: { is: 'failed', problem } })
    const wait = tryAgainAfterMs[Math.min(this.failures, tryAgainAfterMs.length - 1)] ?? 0
    this.failures += 1
    // Without a session another try is useless until the person has signed in again.
    if (problem.code !== 'NOT_SIGNED_IN' && !this.isClosed) this.later(wait)
  }

  /** Whose is the newer version? True when it is ours after all and saving may go on. */
  private async compare(): Promise<boolean> {
    try {
      const theirs = await this.outside.read()
      const shown = { values: theirs.values, materials: theirs.materials }
      const isOurs = theirs.version > 0 && this.sent.some(content => this.outside.isSame(content, shown))
      if (isOurs) {
        this.isDirty = !this.outside.isSame(this.kept.content, shown)
        this.accept(theirs)
        return true
      }
      this.show({ saving: { is: 'changedElsewhere', theirs } })
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      this.fail(problem)
    }
    return false
  }
}
