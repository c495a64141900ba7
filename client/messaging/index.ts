/** What the platform told this person. */
export { Inbox } from './inbox'
