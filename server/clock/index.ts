export { systemClock, type Clock } from './clock'
export { createMovableClock, type MovableClock } from './movable-clock'
export { withinDeadline } from './within-deadline'
