/** `auto`: the department decides by its rules; `officer`: a person does, on the officer's screen. */
export type Mode = 'auto' | 'officer'

const everyone = ''

/** The mode of each department, for everyone or for one application id (which wins). */
export const createModes = (usual: Mode) => {
  const set = new Map<string, Mode>()
  const keyOf = (department: string, appId: string) => `${department}\n${appId}`
  return {
    of: (department: string, appId = everyone): Mode =>
      set.get(keyOf(department, appId)) ?? set.get(keyOf(department, everyone)) ?? usual,
    put: (mode: Mode, department: string, appId = everyone): void =>
      void set.set(keyOf(department, appId), mode),
    clear(appId: string): void {
      for (const key of set.keys()) if (key.endsWith(`\n${appId}`)) set.delete(key)
    },
  }
}

export type Modes = ReturnType<typeof createModes>
