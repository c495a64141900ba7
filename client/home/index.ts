/** The first screen. */
export { Home } from './home'
