export { systemClock, type Clock } from './clock'
export { createMovableClock, type MovableClock } from './movable-clock'
