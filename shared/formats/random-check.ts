export { runs } from './test/random-check'
