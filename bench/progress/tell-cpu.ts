/** Tells the parent where this process listens, and from then on, whenever asked, how much CPU it has used. */
export function tellCpu(url: string): void {
  const tell = (message: object): void => void process.send?.(message)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    tell({ cpuUs: user + system })
  })
  process.once('disconnect', () => process.exit(0))
  tell({ url })
}
